/* What is being written in a form of the admin is not lost: a question before leaving, one sending for however many
   presses, and a save that does not get through leaves the form as it is and says what to do.

   A form with something typed is sent by this script. The server answers where to go (JSON), or with the form and what
   is wrong with it: then the browser itself sends the form once more, so that the page it shows is a page like any. */
"use strict";
{
  const { guarded, hasTexts, isChangeList, isDirtyBeside, isOurs, watch } = FormState;
  const WAIT = 15_000; // milliseconds after which waiting on can be given up
  const LARGE = 2 ** 20; // bytes from which on it is shown how much has been sent
  const SETTLING = 1000; // milliseconds that a save waits at most for what else is being sent or written
  const SIGN_IN = "/admin/login/?next=/admin/";

  const make = (tag, properties, ...children) => {
    const element = Object.assign(document.createElement(tag), properties);
    element.append(...children);
    return element;
  };

  // Who has signed in again in another window has another token than when this page was opened
  const csrfToken = () =>
    /(?:^|; )csrftoken=([^;]+)/.exec(document.cookie)?.[1] ?? document.querySelector("[name=csrfmiddlewaretoken]")?.value;

  const weight = (bytes) => {
    const [number, unit] = bytes < 2 ** 20 ? [bytes / 2 ** 10, "kB"] : [bytes / 2 ** 20, "MB"];
    return `${number.toLocaleString("vi-VN", { maximumFractionDigits: 1 })} ${unit}`;
  };

  // What is said at the top of a form

  const noteOn = (form, role, look = "") => {
    form.querySelector(":scope > .saving-note")?.remove();
    const note = make("div", { className: `desk-note saving-note ${look}`.trim(), tabIndex: -1 });
    note.setAttribute("role", role);
    form.prepend(note);
    return note;
  };

  const show = (note, words) => {
    note.append(make("p", {}, ...words));
    note.focus();
    note.scrollIntoView({ block: "center" });
  };

  const tell = (form, words, status = "") => {
    document.querySelector(".messagelist")?.remove(); // of an earlier save, which this one would contradict
    const note = noteOn(form, "alert");
    note.dataset.status = status;
    show(note, words);
  };

  const tellSuccess = (form, words) => show(noteOn(form, "status", "success"), words);

  const signInLink = (words) => make("a", { href: SIGN_IN, target: "_blank", textContent: words });

  const signInButton = () => {
    const button = make("button", { type: "button", className: "button", textContent: "đăng nhập trên trang này" });
    button.addEventListener("click", () => SignInOver.open(() => {}));
    return button;
  };

  const KEPT = "Những gì bạn viết vẫn còn nguyên trên trang này.";

  const inWords = (seconds) => (/^\d+$/.test(seconds ?? "") ? `sau ${seconds} giây` : "sau ít phút");

  const otherAccount = (text) => {
    const { made_for: first, signed_in: second } = JSON.parse(text);
    return [`trang này mở bằng tài khoản ${first}, nay trình duyệt đang đăng nhập bằng ${second}. `, KEPT, " Hãy ",
      make("a", { href: "/admin/", target: "_blank", textContent: "mở thẻ mới" }),
      `, đăng xuất rồi đăng nhập lại bằng ${first}, và trở lại đây bấm Lưu; hoặc chép phần đang viết.`];
  };

  // What the server says of a body that it did not take
  const limitIn = (text = "") =>
    new DOMParser().parseFromString(text, "text/html").querySelector("main > p:not(:has(a))")?.textContent.trim();

  // What went wrong, and what to do: by the status of the answer, 0 where there was none
  const REASONS = {
    0: ({ size }) => ["Chưa biết đã lưu hay chưa: mất kết nối với máy chủ. ", KEPT,
      " Khi có mạng trở lại, hãy bấm Lưu lần nữa; bấm lại không tạo thêm bản thứ hai.",
      size > LARGE ? ` Nếu vẫn không được: biểu mẫu này nặng ${weight(size)}, hãy thử bớt tệp hoặc chọn tệp nhỏ hơn.` : ""],
    401: () => ["Chưa lưu: phiên làm việc đã hết. ", KEPT, " Đăng nhập ngay trên trang này thì bài được lưu tiếp; hoặc ",
      signInLink("đăng nhập ở thẻ mới"), ", rồi trở lại đây bấm Lưu lần nữa."],
    403: () => ["Chưa lưu: máy chủ từ chối, vì trang này mở đã lâu hoặc tài khoản không có quyền làm việc này. ", KEPT,
      " Hãy bấm Lưu lần nữa; nếu vẫn bị từ chối, ", signInLink("đăng nhập lại ở thẻ mới"),
      " rồi trở lại đây bấm Lưu, hoặc chép phần đang viết và nhờ người quản trị."],
    409: ({ text }) => ["Chưa lưu: ", ...otherAccount(text)],
    413: ({ size, text }) => text?.includes("data-signed-out") ? REASONS[401]() : [
      `Chưa lưu: biểu mẫu nặng ${weight(size)}, hơn mức máy chủ nhận. ${limitIn(text) ?? ""} `, KEPT,
      " Hãy bớt tệp hoặc ảnh dán trong bài, hoặc chọn tệp nhỏ hơn, rồi bấm Lưu lần nữa."],
    503: ({ retryAfter }) => ["Chưa lưu: máy chủ đang bận hoặc đang được bảo trì. ", KEPT,
      ` Hãy bấm Lưu lần nữa ${inWords(retryAfter)}.`],
  };
  REASONS[429] = REASONS[502] = REASONS[504] = REASONS[503];

  const reasonOf = (answer) => {
    if (REASONS[answer.status]) return REASONS[answer.status](answer);
    const code = answer.incident ? ` Mã sự cố: ${answer.incident}.` : "";
    return [`Chưa lưu: máy chủ gặp trục trặc (mã ${answer.status}). `, KEPT,
      ` Hãy bấm Lưu lần nữa sau ít phút; nếu vẫn vậy, hãy báo người quản trị.${code}`];
  };

  // Sending

  const sizeOf = (body) => {
    let size = 0;
    for (const [name, value] of body) size += name.length + (value.size ?? new Blob([value]).size) + 100;
    return size;
  };

  const transmit = (address, body, onProgress, begun) =>
    new Promise((resolve) => {
      const request = new XMLHttpRequest();
      const size = sizeOf(body);
      body.set("csrfmiddlewaretoken", csrfToken());
      request.open("POST", address);
      request.setRequestHeader("X-Requested-With", "XMLHttpRequest");
      request.upload.addEventListener("progress", ({ loaded, total }) => onProgress(loaded, total));
      request.addEventListener("load", () => {
        const isJson = request.getResponseHeader("Content-Type")?.startsWith("application/json");
        const { location = null, made } = isJson && request.status === 200 ? JSON.parse(request.responseText) : {};
        resolve({
          size,
          status: request.status,
          location,
          made,
          text: request.responseText,
          retryAfter: request.getResponseHeader("Retry-After"),
          incident: request.getResponseHeader("X-Request-ID"),
        });
      });
      for (const name of ["error", "abort", "timeout"]) request.addEventListener(name, () => resolve({ status: 0, size }));
      request.send(body);
      begun(request);
    });

  // A cookie with the token is lost where somebody cleared it: the page for signing in sets it again. Who is signed in
  // is led on by that page, so one that stays says that the session is gone as well.
  const isSignedOut = () =>
    fetch(SIGN_IN, { credentials: "same-origin" }).then(({ ok, redirected }) => ok && !redirected, () => false);

  const post = async (address, body, onProgress = () => {}, begun = () => {}) => {
    const answer = await transmit(address, body, onProgress, begun);
    return answer.status === 403 && await isSignedOut() ? { ...answer, status: 401 } : answer;
  };

  // Not `form.action`: a field of that name would stand in its place
  const addressOf = (form) => form.getAttribute("action") || window.location.href;

  const buttonsOf = (form) =>
    [...form.elements].filter(({ type }) => type === "submit" || type === "image");

  const lock = (form) => {
    form.dataset.sending = "";
    const buttons = buttonsOf(form).filter(({ disabled }) => !disabled);
    for (const button of buttons) button.disabled = true;
    return () => {
      delete form.dataset.sending;
      for (const button of buttons) button.disabled = false;
    };
  };

  const sayWaiting = (form, request) => {
    const note = noteOn(form, "status");
    const giveUp = make("button", { type: "button", className: "button", textContent: "Thôi chờ" });
    giveUp.addEventListener("click", () => request.abort());
    note.append(make("p", { textContent: "Máy chủ chưa trả lời; vẫn đang chờ. " }, giveUp));
  };

  const showProgress = (form) => {
    let note = null;
    return (loaded, total) => {
      if (total < LARGE) return;
      note ??= noteOn(form, "status");
      const tenth = Math.floor((10 * loaded) / total) * 10;
      const words = `Đang gửi ${weight(total)}: ${tenth} %.`;
      if (note.isConnected && note.textContent !== words) note.textContent = words;
    };
  };

  // To an address where the browser is already, with or without a place in the page, it would only scroll
  const goTo = (location) => {
    const target = new URL(location, document.baseURI);
    const isHere = target.pathname === window.location.pathname && target.search === window.location.search;
    if (isHere && target.hash) sessionStorage.setItem("saving-place", target.hash);
    if (isHere) target.hash = "";
    window.location.assign(isHere ? target.href.replace(/#$/, "") : target.href);
  };

  // The browser sends it itself; the page asks nothing before it goes
  const sendPlainly = (form, submitter, unlock) => {
    unlock();
    form.dataset.plain = "";
    watch(form).isLeaving = true;
    if (submitter?.isConnected) form.requestSubmit(submitter);
    else form.requestSubmit();
  };

  // Tells others of what happens to a form, and waits for what they still have to do
  const announce = (form, name) => {
    const waits = [];
    form.dispatchEvent(new CustomEvent(name, { detail: { waitFor: (promise) => waits.push(promise) } }));
    return Promise.race([Promise.all(waits), new Promise((resolve) => setTimeout(resolve, SETTLING))]);
  };

  const succeed = async (form, { location, made }, unlock) => {
    const own = watch(form);
    own.settle();
    await announce(form, "staff:saved");
    if (tokenField && form === addForm) sessionStorage.setItem(madeBy(tokenField.value), made ?? location);
    if (isDirtyBeside(form) && !form.matches("[id$='_form']")) {
      unlock();
      form.reset();
      own.settle();
      tellSuccess(form, ["Đã gửi. Trang chưa tải lại, để giữ phần bạn đang viết ở chỗ khác trên trang này."]);
      return;
    }
    goTo(location);
    setTimeout(unlock, WAIT); // when the page that it leads to does not come
  };

  // The server takes little from who has no session any more, and says which of the two it is
  const asksForSignIn = ({ status, text }) =>
    status === 401 || status === 409 || (status === 413 && Boolean(text?.includes("data-signed-out")));

  const send = async (form, submitter, hasSignedIn = false) => {
    for (const editor of Object.values(window.CKEDITOR?.instances ?? {})) editor.updateElement();
    const body = new FormData(form, submitter);
    const unlock = lock(form);
    form.querySelector(":scope > .saving-note")?.remove();
    SignInOver.close();
    await announce(form, "staff:sending");
    let timer = null;
    const answer = await post(addressOf(form), body, showProgress(form), (request) => {
      timer = setTimeout(() => sayWaiting(form, request), WAIT);
    });
    clearTimeout(timer);
    if (answer.location) return succeed(form, answer, unlock);
    if (answer.status === 200) return sendPlainly(form, submitter, unlock);
    unlock();
    form.dispatchEvent(new CustomEvent("staff:refused"));
    tell(form, reasonOf(answer), answer.status);
    if (asksForSignIn(answer) && !hasSignedIn) SignInOver.open(() => send(form, submitter, true));
  };

  const isSaving = (form, submitter) => !isChangeList(form) || submitter?.name === "_save";

  // A wrong password or code counts each time it is sent, and a form that the script sends is sent again when refused
  const hasSecrets = (form) => form.querySelector("[type=password], [autocomplete=one-time-code]") !== null;

  document.addEventListener("submit", (event) => {
    const { target: form, submitter } = event;
    if (event.defaultPrevented || !isOurs(form) || submitter?.formTarget) return; // a preview opens a tab and saves nothing
    if (form === addForm) putTokenBack();
    if ("sending" in form.dataset) {
      event.preventDefault();
    } else if ("plain" in form.dataset || !hasTexts(form) || !isSaving(form, submitter) || hasSecrets(form)) {
      delete form.dataset.plain;
      if (hasSecrets(form)) watch(form).isLeaving = true;
      form.dataset.sending = "";
      setTimeout(() => { // what is disabled at once is not sent
        const unlock = lock(form);
        setTimeout(() => {
          unlock();
          if (guarded.has(form)) watch(form).isLeaving = false;
        }, WAIT);
      });
    } else {
      event.preventDefault();
      send(form, submitter);
    }
  });

  // A form that adds something keeps its token with its place in the history: the browser asks for the page anew when
  // somebody comes back to it, and fills in what was typed; sent again, it must be the same form. One that is opened by
  // a link, also from its own page, begins anew.

  const addForm = /\/add\/$/.test(window.location.pathname) ? document.querySelector("#content form[id$='_form']") : null;
  const tokenField = addForm?.querySelector("[name=form_token]");
  const ownerOf = (token) => token.split(".")[0];

  // Under which name the tab remembers the address of what was made
  const madeBy = (token) => `made-by-${token}`;

  const putTokenBack = () => {
    if (tokenField && history.state?.formToken) tokenField.value = history.state.formToken;
  };

  const sayMade = () => {
    const address = sessionStorage.getItem(madeBy(tokenField.value));
    if (!address || addForm.querySelector(":scope > .saved-before")) return;
    const note = make("div", { className: "desk-note saved-before" });
    const words = document.querySelector("#content h1").textContent;
    note.setAttribute("role", "status");
    note.append(make("p", {}, "Biểu mẫu này đã được lưu. ", make("a", { href: address, textContent: "Mở mục đã lưu" }),
      " để xem hay sửa; muốn thêm một mục nữa, hãy bấm ", make("a", { href: window.location.href, textContent: words }), "."));
    addForm.prepend(note);
  };

  if (tokenField) {
    const [{ type }] = performance.getEntriesByType("navigation");
    const { formToken } = history.state ?? {};
    const isSameForm = type !== "navigate" && formToken && ownerOf(formToken) === ownerOf(tokenField.value);
    if (!isSameForm) history.replaceState({ ...history.state, formToken: tokenField.value }, "");
    putTokenBack();
    sayMade();
    addEventListener("pageshow", () => { // fields are filled in by now
      putTokenBack();
      sayMade();
    });
  }

  // A page that the browser kept as it was, and is shown again
  addEventListener("pageshow", ({ persisted }) => {
    if (!persisted) return;
    for (const form of document.querySelectorAll("form[data-sending]")) {
      delete form.dataset.sending;
      for (const button of buttonsOf(form)) button.disabled = false;
      if (guarded.has(form)) watch(form).isLeaving = false;
    }
  });

  // The session has ended, or is back: said before anybody presses Save
  document.addEventListener("staff:session", ({ detail: { hasEnded, status, text } }) => {
    const form = document.querySelector("#content form[id$='_form']");
    const told = form?.querySelector(":scope > .session-ended");
    const what = status === 409 ? text : "ended";
    if (told && (!hasEnded || told.dataset.what !== what)) told.remove();
    if (told && !hasEnded) form.querySelector(":scope > .saving-note:is([data-status='401'], [data-status='409'])")?.remove();
    if (!hasEnded || !form || told?.isConnected) return;
    const note = make("div", { className: "desk-note session-ended" });
    note.setAttribute("role", "alert");
    note.dataset.what = what;
    note.append(make("p", {}, ...(status === 409 ? ["Lúc này chưa lưu được: ", ...otherAccount(text)] : [
      "Phiên làm việc đã hết hoặc tài khoản đã đổi; lúc này chưa lưu được. ", KEPT, " Hãy ", signInButton(), " hoặc ",
      signInLink("đăng nhập ở thẻ mới"), " rồi trở lại đây làm tiếp."])));
    form.prepend(note);
  });

  document.addEventListener("DOMContentLoaded", () => {
    const place = sessionStorage.getItem("saving-place");
    sessionStorage.removeItem("saving-place");
    if (place) document.getElementById(place.slice(1))?.scrollIntoView();
  });

  window.Saving = { csrfToken, post, reasonOf, tell, watch, weight };
}
