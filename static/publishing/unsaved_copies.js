/* What is being written, as this browser keeps it: records of IndexedDB, each of one user and one form.

   A record is { user, key, model, object_id, version, title, fields, labels }; see publishing/unsaved_forms.py. Who signs
   out takes theirs along; whoever comes next is never shown those of another. */
"use strict";
{
  const MAX_AGE = 30 * 24 * 3600 * 1000; // milliseconds, as on the server
  const SIGNED_OUT = "signed-out"; // under which a tab remembers who was signing out when it left the page
  const account = document.querySelector("meta[name=account]")?.content ?? null;

  let opened = null;

  const open = () => {
    opened ??= new Promise((resolve, reject) => {
      const request = indexedDB.open("unsaved-forms", 1);
      request.addEventListener("upgradeneeded", () => request.result.createObjectStore("forms", { keyPath: ["user", "key"] }));
      request.addEventListener("success", () => resolve(request.result));
      request.addEventListener("error", () => reject(request.error));
    });
    return opened;
  };

  // Answers what `ask` makes of the store once it is written; null where the browser keeps nothing, as in private windows
  const within = async (mode, ask) => {
    try {
      const transaction = (await open()).transaction("forms", mode, { durability: "strict" });
      const request = ask(transaction.objectStore("forms"));
      return await new Promise((resolve, reject) => {
        transaction.addEventListener("complete", () => resolve(request?.result ?? null));
        for (const name of ["error", "abort"]) transaction.addEventListener(name, () => reject(transaction.error));
        if (mode === "readwrite") transaction.commit?.();
      });
    } catch {
      return null;
    }
  };

  const ofUser = (user) => IDBKeyRange.bound([user], [user, []]); // an array comes after any text

  const all = async (user) => (await within("readonly", (store) => store.getAll(ofUser(user)))) ?? [];

  const put = (record) => within("readwrite", (store) => store.put(record));

  const remove = (user, ...keys) =>
    within("readwrite", (store) => {
      for (const key of keys) store.delete([user, key]);
    });

  const removeAllOf = (user) => within("readwrite", (store) => store.delete(ofUser(user)));

  // The user's records of one thing, or without `object_id` of new ones of a model; what is old is deleted
  const of = async ({ user, model, object_id }) => {
    const records = await all(user);
    const old = records.filter(({ version }) => version < Date.now() - MAX_AGE);
    if (old.length) await remove(user, ...old.map(({ key }) => key));
    return records.filter((one) => one.model === model && one.object_id === object_id && !old.includes(one));
  };

  // The page is left by signing out: what the deletion leaves behind, the page that follows deletes
  document.addEventListener("submit", ({ target }) => {
    if (target.id !== "logout-form" || !account) return;
    sessionStorage.setItem(SIGNED_OUT, account);
    removeAllOf(Number(account));
    document.dispatchEvent(new CustomEvent("staff:copies-removed"));
  });

  if (account) {
    open().catch(() => {}); // so that nothing has to be waited for then
  } else if (sessionStorage.getItem(SIGNED_OUT)) {
    removeAllOf(Number(sessionStorage.getItem(SIGNED_OUT)));
    sessionStorage.removeItem(SIGNED_OUT);
  }

  window.UnsavedCopies = { of, put, remove };
}
