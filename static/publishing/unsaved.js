/* What is being written in a form is kept: in this browser within two seconds, on the server within ten, also while
   somebody goes on typing. Nothing that the server answers touches the form. Decision 35 tells why and how.

   A state has a version, the milliseconds of the server's clock when it was taken; the greater is the later, here and
   there. It is taken in idle time, and never while an input method is composing a letter. */
"use strict";
{
  const TAKE_EVERY = 1400; // milliseconds from a change until it is taken, and between two states
  const IDLE_WAIT = 200; // milliseconds by which other work may put that off
  const SEND_EVERY = 8400; // milliseconds between two requests
  const SEND_TIMEOUT = 15_000; // milliseconds after which a request is given up
  const MAX_LEAVING_BYTES = 60_000; // browsers send no more of a page that is being left
  const SIGN_OUT_WAIT = 5000; // milliseconds after which somebody who signs out has stayed after all
  const SECRET = /password/;

  const { fieldsOf, hasEditor, now, textOf, watch } = FormState;

  const clockOf = (moment) => new Date(moment).toLocaleTimeString("vi-VN", { hour: "2-digit", minute: "2-digit" });

  const panel = document.getElementById("unsaved");
  const settings = JSON.parse(panel.dataset.settings);
  const form = panel.closest("form");

  const ask = (act, key, more = {}, options = {}) => {
    const body = new FormData();
    const given = { act, key, csrfmiddlewaretoken: Saving.csrfToken(), ...more };
    for (const [name, value] of Object.entries(given)) body.set(name, value);
    const headers = { "X-Requested-With": "XMLHttpRequest" };
    return fetch(settings.address, { method: "POST", body, headers, credentials: "same-origin", ...options });
  };

  // Throws a form's state away, here and on the server
  const discard = (key) => {
    UnsavedCopies.remove(settings.user, key);
    return ask("discard", key).catch(() => {});
  };

  // What a window of the form has hidden belongs to what it showed then
  const isKept = (field) => {
    const { name, type } = field;
    return type !== "file" && !name.startsWith("_") && !SECRET.test(name) && !(type === "hidden" && field.closest("dialog"));
  };

  const labelsOf = (field) => {
    if (field.dataset.label) return [[field.value, field.dataset.label]];
    return field.options ? [...field.selectedOptions].map(({ value, text }) => [value, text]) : [];
  };

  // What stands in a form: { fields: { name: [value] }, labels: { name: { value: words } } }
  const contentOf = (form) => {
    const fields = {};
    const labels = {};
    for (const field of fieldsOf(form).filter(isKept)) {
      const values = hasEditor(field) ? [textOf(CKEDITOR.instances[field.id])] : now(field);
      fields[field.name] = [...(fields[field.name] ?? []), ...values];
      for (const [value, words] of labelsOf(field)) (labels[field.name] ??= {})[value] = words;
    }
    return { fields, labels };
  };

  class UnsavedForm {
    constructor() {
      this.form = form;
      this.guard = watch(form);
      this.ahead = settings.now - Date.now(); // of the server's clock
      this.last = ""; // the content of the latest state, as JSON
      this.version = 0; // of the latest state
      this.sent = 0; // the version that the server has
      this.sentAt = -Infinity;
      this.request = null; // under way
      this.hasRecord = false; // whether a state of this form is kept anywhere
      this.isComposing = this.isDue = this.isStopped = this.isSignedOut = false;
      this.said = document.createElement("span");
      this.said.className = "unsaved-said";
      form.querySelector(".submit-row")?.append(this.said);
      this.listen();
      this.hold();
    }

    get tokenField() {
      return this.form.querySelector("[name=form_token]");
    }

    get key() {
      return this.tokenField.value.split(":")[0].split(".")[1];
    }

    listen() {
      const mark = () => this.mark();
      for (const name of ["input", "change", "click", "drop"]) this.form.addEventListener(name, mark);
      window.django?.jQuery(this.form).on("change", "select", mark); // select2 tells jQuery alone
      const follow = (editor) => editor.on("change", mark);
      window.CKEDITOR?.on("instanceReady", ({ editor }) => follow(editor));
      for (const editor of Object.values(window.CKEDITOR?.instances ?? {})) if (editor.status === "ready") follow(editor);
      this.form.addEventListener("compositionstart", () => (this.isComposing = true));
      this.form.addEventListener("compositionend", () => {
        this.isComposing = false;
        if (this.isDue) setTimeout(() => this.take());
      });
      this.form.addEventListener("staff:sending", ({ detail }) => {
        this.take();
        this.isStopped = true;
        detail.waitFor(this.request?.done);
      });
      this.form.addEventListener("staff:refused", () => this.goOn());
      this.form.addEventListener("staff:saved", ({ detail }) => detail.waitFor(this.forget()));
      document.addEventListener("staff:copies-removed", () => this.signOut());
      document.addEventListener("staff:session", ({ detail: { hasEnded } }) => !hasEnded && this.plan());
      addEventListener("online", () => this.plan());
      addEventListener("pagehide", () => this.leave());
      addEventListener("pageshow", ({ persisted }) => persisted && this.goOn());
    }

    // Other tabs of this browser can see that the form is open
    hold() {
      this.release?.();
      navigator.locks?.request(`unsaved-${this.key}`, { ifAvailable: true }, (lock) =>
        lock && new Promise((resolve) => (this.release = resolve)));
    }

    mark() {
      this.taking ??= setTimeout(() => {
        if (window.requestIdleCallback) requestIdleCallback(() => this.take(), { timeout: IDLE_WAIT });
        else this.take();
      }, TAKE_EVERY);
    }

    // Takes what stands there now, where it has changed; returns whether it had
    take() {
      clearTimeout(this.taking);
      this.taking = null;
      this.isDue = this.isComposing;
      if (this.isDue || this.isStopped || this.isSignedOut || this.guard.isLeaving) return false;
      if (!this.guard.isDirty) return this.drop();
      const content = contentOf(this.form);
      const json = JSON.stringify(content);
      if (json === this.last) return false;
      this.last = json;
      this.version = Math.max(this.version + 1, Date.now() + this.ahead);
      this.hasRecord = true;
      this.stored = UnsavedCopies.put(this.record(content));
      this.plan();
      return true;
    }

    record(content) {
      const { user, model, object_id } = settings;
      const [title = ""] = content.fields.title ?? [];
      return { user, key: this.key, model, object_id, version: this.version, title, ...content };
    }

    // It is as it was when the server sent it
    drop() {
      if (this.hasRecord) discard(this.key);
      this.hasRecord = false;
      this.last = "";
      this.sent = this.version;
      this.said.textContent = "";
      return false;
    }

    plan() {
      if (this.version <= this.sent || this.isStopped || this.request) return;
      clearTimeout(this.sending);
      this.sending = setTimeout(() => this.send(), Math.max(0, this.sentAt + SEND_EVERY - performance.now()));
    }

    // One request at a time; what could not be sent is sent later, with what has been written since
    async send() {
      this.take();
      if (this.version <= this.sent || this.isStopped || this.request) return;
      this.sentAt = performance.now();
      const { version } = this;
      const answer = this.keep({ signal: AbortSignal.timeout?.(SEND_TIMEOUT) });
      this.request = { done: answer.then(() => {}, () => {}) };
      try {
        this.read(await answer, version);
      } catch {
        this.tell("Chưa gửi được tới máy chủ; chỉ giữ tạm trên máy này");
      }
      this.request = null;
      this.plan();
    }

    read({ ok, redirected, status }, version) {
      if (ok && !redirected) {
        this.sent = version;
        return this.tell(`Giữ tạm lúc ${clockOf(version)}`);
      }
      if (status !== 413 && status !== 400) return this.tell("Chưa gửi được tới máy chủ; chỉ giữ tạm trên máy này");
      this.sent = version; // until it is another text
      const size = Saving.weight(new Blob([this.last]).size);
      return this.tell(`Phần đang viết nặng ${size}, hơn mức máy chủ nhận; chỉ giữ tạm trên máy này`);
    }

    tell(words) {
      if (!this.isStopped) this.said.textContent = words;
    }

    leave() {
      if (this.isStopped || this.guard.isLeaving) return;
      this.isComposing = false;
      this.take();
      if (this.version <= this.sent || !this.last || this.last.length > MAX_LEAVING_BYTES) return;
      this.keep({ keepalive: true }).catch(() => {});
    }

    keep(options) {
      const state = { version: this.version, content: this.last, form_token: this.tokenField.value };
      return ask("keep", this.key, state, options);
    }

    goOn() {
      this.isStopped = false;
      this.mark();
      this.plan();
    }

    // Somebody signs out: nothing is kept here any more, unless they stay after all and go on
    signOut() {
      this.last = "";
      this.isSignedOut = true;
      setTimeout(() => (this.isSignedOut = false), SIGN_OUT_WAIT);
    }

    // It was saved, and with it everything that was being written in it
    async forget() {
      this.isStopped = true;
      const mine = settings.object_id ? await UnsavedCopies.of(settings) : [];
      await UnsavedCopies.remove(settings.user, this.key, ...mine.map(({ key }) => key));
    }

    // From now on this is the form with that token
    become(token) {
      this.tokenField.value = token;
      if (history.state?.formToken) history.replaceState({ ...history.state, formToken: token }, "");
      this.last = "";
      this.hold();
    }
  }

  const own = settings.may_write && form.querySelector("[name=form_token]") ? new UnsavedForm() : null;
  if (own?.guard.isRefused) own.mark();

  window.Unsaved = { ask, contentOf, discard, form, own, panel, settings };
}
