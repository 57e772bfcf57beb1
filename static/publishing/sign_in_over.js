/* Signing in over a page whose session has ended: its form stays as it is, and what was asked for goes on by itself.

   The password and then, where there is a second factor, the code are sent to the pages that ask for them, which tell a
   script where they would lead. */
"use strict";
{
  const SIGN_IN = "/admin/login/";
  const NEXT = "/admin/";
  const account = document.querySelector("meta[name=account]");

  const make = (tag, properties, ...children) => {
    const element = Object.assign(document.createElement(tag), properties);
    element.append(...children);
    return element;
  };

  const csrfToken = () => /(?:^|; )csrftoken=([^;]+)/.exec(document.cookie)?.[1] ?? "";

  const refusalIn = (html) => {
    const page = new DOMParser().parseFromString(html, "text/html");
    return page.querySelector(".errornote, .errorlist")?.textContent.trim().replace(/\s+/g, " ");
  };

  // Answers `{ location }` where it was taken, else `{ refusal }`
  const send = async (address, fields) => {
    const body = new URLSearchParams({ csrfmiddlewaretoken: csrfToken(), next: NEXT, ...fields });
    const answer = await fetch(address, {
      method: "POST", body, credentials: "same-origin", headers: { "X-Requested-With": "XMLHttpRequest" },
    });
    if (answer.ok && answer.headers.get("Content-Type")?.startsWith("application/json")) return answer.json();
    if (answer.status === 401) return { location: SIGN_IN };
    return { refusal: refusalIn(await answer.text()) ?? `Máy chủ chưa nhận (mã ${answer.status}). Hãy thử lại.` };
  };

  const STEPS = {
    password: { label: "Mật khẩu", name: "password", type: "password", autocomplete: "current-password" },
    code: { label: "Mã 6 chữ số hoặc mã dự phòng", name: "one_time_password", type: "text", autocomplete: "one-time-code" },
  };

  class SignInWindow {
    constructor(goOn) {
      this.goOn = goOn;
      const username = account?.dataset.name ?? "";
      this.said = make("p", { className: "sign-in-said" });
      this.said.setAttribute("role", "alert");
      this.username = make("input", { type: "text", value: username, autocomplete: "username", id: "sign-in-over-username" });
      this.username.readOnly = Boolean(username);
      this.label = make("label", { htmlFor: "sign-in-over-secret" });
      this.secret = make("input", { id: "sign-in-over-secret", required: true, autocapitalize: "off", spellcheck: false });
      this.button = make("button", { type: "submit", className: "button default", textContent: "Đăng nhập và làm tiếp" });
      const later = make("button", { type: "button", className: "button", textContent: "Để sau" });
      this.form = make("form", { method: "dialog" },
        make("p", {}, make("label", { htmlFor: this.username.id, textContent: "Tên đăng nhập" }), this.username),
        make("p", {}, this.label, this.secret), this.said, make("p", { className: "sign-in-acts" }, this.button, later));
      const title = make("h2", { textContent: "Đăng nhập lại", id: "sign-in-over-title" });
      this.dialog = make("dialog", { className: "sign-in-over" }, title, this.form);
      this.dialog.setAttribute("aria-labelledby", title.id);
      this.form.addEventListener("submit", (event) => {
        event.preventDefault();
        this.submit();
      });
      later.addEventListener("click", () => this.close());
      this.dialog.addEventListener("keydown", ({ key }) => key === "Escape" && this.close());
      this.ask("password");
    }

    // Not modal: the text beneath it can be read and copied
    open() {
      document.body.append(this.dialog);
      this.dialog.show();
      this.secret.focus();
    }

    close() {
      this.dialog.remove();
      if (opened === this) opened = null;
    }

    ask(step) {
      const { label, ...properties } = STEPS[step];
      this.step = step;
      this.label.textContent = label;
      Object.assign(this.secret, { ...properties, value: "" });
      this.secret.focus();
    }

    async submit() {
      this.button.disabled = true;
      this.said.textContent = "";
      try {
        await this.take(await this.send());
      } catch {
        this.said.textContent = "Mất kết nối với máy chủ. Hãy thử lại khi có mạng.";
      }
      this.button.disabled = false;
    }

    async send() {
      if (this.step === "code") return send(this.address, { one_time_password: this.secret.value });
      await fetch(SIGN_IN, { credentials: "same-origin" }); // sets the cookie with the token where it was lost
      return send(SIGN_IN, { username: this.username.value, password: this.secret.value });
    }

    take({ location, refusal }) {
      if (refusal) {
        this.said.textContent = refusal;
        this.secret.value = "";
        return this.secret.focus();
      }
      const { pathname, search } = new URL(location, document.baseURI);
      if (pathname === SIGN_IN) return this.ask("password"); // the code came too late
      if (pathname.startsWith(SIGN_IN)) {
        this.address = pathname + search;
        return this.ask("code");
      }
      this.close();
      document.dispatchEvent(new CustomEvent("staff:session", { detail: { hasEnded: false, status: 200, text: "" } }));
      return this.goOn();
    }
  }

  let opened = null;

  // Opens the window once, and calls `goOn` when somebody has signed in
  const open = (goOn) => {
    opened?.close();
    opened = new SignInWindow(goOn);
    opened.open();
  };

  const close = () => opened?.close();

  // Somebody has signed in beside this page
  document.addEventListener("staff:session", ({ detail: { hasEnded } }) => {
    if (!hasEnded) close();
  });

  window.SignInOver = { close, open };
}
