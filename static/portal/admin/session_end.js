/* Tells the server that somebody types or points on this page, once a minute; and asks, some minutes before the session
   ends because nobody does, whether to go on. Other pages may keep the same session open: the server knows. */
"use strict";
{
  const meta = document.querySelector("meta[name=session-idle]");
  const IDLE = Number(meta.content) * 1000; // this and the following in milliseconds
  const WARNING = Math.min(5 * 60_000, IDLE / 2); // before the end
  const BETWEEN = Math.min(60_000, IDLE / 4); // messages that somebody is at work
  const EVERY = Math.min(15_000, IDLE / 10);

  let endsAt = Date.now() + IDLE;
  let toldAt = Date.now();
  let isActive = false;
  let isOver = false;
  let isChecking = false;
  let dialog = null;

  const make = (tag, properties, ...children) => {
    const element = Object.assign(document.createElement(tag), properties);
    element.append(...children);
    return element;
  };

  const close = () => {
    dialog?.close();
    dialog?.remove();
    dialog = null;
  };

  const end = () => {
    isOver = true;
    close();
    document.dispatchEvent(new CustomEvent("staff:session", { detail: { hasEnded: true, status: 401, text: "" } }));
    if (document.querySelector("#content form[id$='_form']")) return; // which says it itself
    const note = make("p", { className: "desk-note session-over" }, "Phiên làm việc đã hết vì đã lâu không thao tác. ",
      make("a", { href: `/admin/login/?next=${encodeURIComponent(location.pathname + location.search)}`, textContent: "Đăng nhập lại" }), ".");
    note.setAttribute("role", "alert");
    document.getElementById("content")?.prepend(note);
  };

  // Asks how long there is left; by POST it tells at once that somebody is at work
  const ask = async (method) => {
    const body = method === "POST" ? new URLSearchParams({ csrfmiddlewaretoken: Saving.csrfToken() }) : undefined;
    const headers = { "X-Requested-With": "XMLHttpRequest" };
    try {
      const answer = await fetch(meta.dataset.address, { method, body, headers, credentials: "same-origin" });
      if (answer.status === 401) return end();
      if (answer.ok) endsAt = Date.now() + (await answer.json()).seconds_left * 1000;
    } catch {
      // the network is gone for a moment: the next turn asks again
    }
    return undefined;
  };

  const goOn = async () => {
    close();
    toldAt = Date.now();
    isActive = false;
    await ask("POST");
  };

  const sayLeft = () => {
    const minutes = Math.max(1, Math.ceil((endsAt - Date.now()) / 60_000));
    dialog.querySelector("b").textContent = `${minutes} phút`;
  };

  const warn = () => {
    const title = make("h2", { id: "session-end-title", textContent: "Bạn còn làm việc không?" });
    const button = make("button", { type: "button", className: "button default", textContent: "Làm việc tiếp" });
    dialog = make("dialog", { className: "session-end" }, title,
      make("p", {}, "Đã lâu không thấy thao tác nào. Phiên làm việc sẽ hết sau khoảng ", make("b", {}), "."), make("p", {}, button));
    dialog.setAttribute("aria-labelledby", title.id);
    dialog.addEventListener("cancel", (event) => {
      event.preventDefault();
      goOn();
    });
    button.addEventListener("click", goOn);
    document.body.append(dialog);
    sayLeft();
    dialog.showModal();
  };

  const check = async () => {
    if (isActive && !dialog && Date.now() - toldAt >= BETWEEN) await goOn();
    if (isOver || Date.now() < endsAt - WARNING) return;
    await ask("GET"); // another page may have moved the end
    if (isOver) return;
    if (Date.now() >= endsAt - WARNING) dialog ? sayLeft() : warn();
    else close();
  };

  // One at a time: an answer may take longer than the next turn
  const turn = async () => {
    if (isOver || isChecking) return;
    isChecking = true;
    await check();
    isChecking = false;
  };

  for (const name of ["keydown", "pointerdown", "input"]) {
    document.addEventListener(name, ({ isTrusted }) => {
      if (isTrusted && !dialog) isActive = true;
    }, true);
  }
  document.addEventListener("staff:session", ({ detail: { hasEnded } }) => {
    if (hasEnded || !isOver) return;
    isOver = false; // signed in over the page
    endsAt = Date.now() + IDLE;
    document.querySelector(".session-over")?.remove();
  });
  document.addEventListener("visibilitychange", () => document.visibilityState === "visible" && turn());
  setInterval(turn, EVERY);
}
