/* The checklist beside the form: what the moves will ask is asked of the server after each pause in typing, one question
   at a time and only while the panel is in sight. Who presses a move with something left to mend sees it once more in
   the window that asks (moves.js); its button confirms it. What must be mended leaves no button but that which closes. */
"use strict";
{
  const PAUSE = 1500; // milliseconds without a key
  const PATIENCE = 5000; // milliseconds after which a press goes on without an answer: the page of the move asks then
  const NOT_ASKED = new Set(["csrfmiddlewaretoken", "form_token", "_move"]);

  const panel = document.getElementById("checklist");
  const form = panel?.closest("form");
  let answer = null, isOutdated = true, isInSight = false, isComposing = false, timer = null, running = null;

  const make = (tag, properties, ...children) => {
    const element = Object.assign(document.createElement(tag), properties);
    element.append(...children);
    return element;
  };

  // What stands in the form, without the files themselves

  const textOf = (editor) => window.FormState?.textOf?.(editor) ?? editor.getData();

  const typed = () => {
    const body = new URLSearchParams({ csrfmiddlewaretoken: Saving.csrfToken() });
    const token = form.querySelector("[name=form_token]")?.value; // says for whom the form was made
    if (token) body.set("form_token", token);
    for (const [name, value] of new FormData(form)) {
      if (typeof value !== "string") value.name && body.append("_chosen_file", name);
      else if (!NOT_ASKED.has(name)) body.append(name, value);
    }
    for (const editor of Object.values(window.CKEDITOR?.instances ?? {})) {
      const field = document.getElementById(editor.name);
      if (editor.status === "ready" && field?.form === form) body.set(field.name, textOf(editor));
    }
    return body;
  };

  const show = () => {
    panel.hidden = false;
    const found = [...new DOMParser().parseFromString(answer.panel, "text/html").querySelectorAll(".found > li")];
    const errors = found.filter((one) => one.matches(".error")).length;
    const counted = [[errors, "điều phải sửa"], [found.length - errors, "điều nên xem"]].filter(([count]) => count);
    const words = counted.length ? `(${counted.map((one) => one.join(" ")).join(", ")})` : "(chưa thấy gì phải sửa)";
    const status = panel.querySelector(".count");
    if (status.textContent !== words) status.textContent = words;
    panel.querySelector(".checklist-body").innerHTML = answer.panel; // drawn by our own server
  };

  const fetchAnswer = async () => {
    isOutdated = false;
    try {
      const headers = { "X-Requested-With": "XMLHttpRequest" };
      const response = await fetch(panel.dataset.address, { method: "POST", body: typed(), headers });
      if (!response.ok || response.redirected) throw new Error(response.status);
      const found = await response.json();
      if (found.panel === undefined) throw new Error(found.location); // led elsewhere
      answer = found;
      show();
    } catch {
      answer = null;
      isOutdated = true; // asked again after the next key
    }
  };

  const ask = () => (running ??= fetchAnswer().finally(() => (running = null)));

  const askWhenSeen = () => {
    const isSeen = answer === null || (isInSight && panel.open);
    if (isOutdated && !isComposing && isSeen && document.visibilityState === "visible") ask().then(() => isOutdated && answer && later());
  };

  const later = () => {
    isOutdated = true;
    clearTimeout(timer);
    timer = setTimeout(askWhenSeen, PAUSE);
  };

  // The window that asks before a move: with what is left to mend, or for it alone

  const listFor = (name) => {
    const innerHTML = answer.publishing_moves.includes(name) ? answer.question_to_publish : answer.question;
    const list = make("div", { className: "left-to-mend", innerHTML });
    list.classList.toggle("must-mend", answer.must_mend);
    list.append(make("input", { type: "hidden", name: `${name}-confirmation_checklist`, value: answer.digest }));
    return list;
  };

  const isLeft = () => Boolean(answer?.must_mend || answer?.digest); // something to mend or to confirm

  const questionFor = (name) => {
    const found = form.querySelector(`template[data-asks="${CSS.escape(name)}"]`);
    if (found) return found;
    const template = make("template", {});
    template.dataset.asks = name;
    template.dataset.ofChecklist = "";
    const act = make("button", { type: "button", className: "button default", textContent: `Vẫn ${answer.moves[name].toLowerCase()}` });
    const words = answer.must_mend ? "Đóng" : "Thôi, sửa tiếp";
    const cancel = make("button", { type: "button", className: "button", textContent: words, autofocus: true });
    act.dataset.act = cancel.dataset.cancel = "";
    template.content.append(make("h2", { textContent: answer.moves[name] }), make("div", { className: "asked-acts" }, act, cancel));
    form.append(template);
    return template;
  };

  const prepare = (name) => {
    if (!answer) return;
    const found = form.querySelector(`template[data-asks="${CSS.escape(name)}"]`);
    found?.content.querySelector(".left-to-mend")?.remove();
    if (found && "ofChecklist" in found.dataset) found.remove();
    if (isLeft() && name in answer.moves) questionFor(name).content.querySelector("h2").after(listFor(name));
  };

  // The answer on what stands in the form now, or nothing where it does not come in time
  const newest = async () => {
    if (!isOutdated && !running) return;
    const answered = (running ?? Promise.resolve()).then(() => isOutdated && ask());
    await Promise.race([answered, new Promise((resolve) => setTimeout(resolve, PATIENCE))]);
  };

  const isChecked = (name) => !answer || name in answer.moves;

  const goesOn = new WeakSet(); // buttons whose press goes on, after the answer has come

  const holdBack = (event, button) => {
    event.preventDefault();
    event.stopImmediatePropagation();
    newest().then(() => {
      goesOn.add(button);
      button.click();
    });
  };

  // A window that asks anyway opens at once, and is told what is left to mend when the answer has come
  const tellOpenWindow = async (name) => {
    await newest();
    const dialog = form.querySelector("dialog[open]");
    if (!dialog || !isLeft() || !isChecked(name)) return;
    dialog.querySelector(".left-to-mend")?.remove();
    dialog.querySelector("h2")?.after(listFor(name));
    if (answer.must_mend) dialog.querySelector("[data-cancel]")?.focus(); // what had the focus is hidden
  };

  const onPress = (event) => {
    const button = event.target.closest?.("button");
    if (button?.form !== form) return;
    if (button.dataset.act !== undefined && running && !goesOn.delete(button)) return holdBack(event, button);
    if (button.name !== "_move" || !isChecked(button.value)) return;
    if (goesOn.delete(button) || !(isOutdated || running)) return prepare(button.value);
    const asks = form.querySelector(`template[data-asks="${CSS.escape(button.value)}"]:not([data-of-checklist])`);
    if (!asks) return holdBack(event, button);
    tellOpenWindow(button.value);
  };

  if (form) {
    document.addEventListener("click", onPress, true);
    new IntersectionObserver(([{ isIntersecting }]) => {
      isInSight = isIntersecting;
      askWhenSeen();
    }).observe(panel);
    panel.addEventListener("toggle", askWhenSeen);
    form.addEventListener("compositionstart", () => (isComposing = true));
    form.addEventListener("compositionend", () => (isComposing = false));
    form.addEventListener("input", later);
    window.django?.jQuery(form).on("change", later); // also what the choosers of related things send
    document.addEventListener("DOMContentLoaded", () => {
      window.CKEDITOR?.on("instanceReady", ({ editor }) => editor.on("change", later));
      for (const editor of Object.values(window.CKEDITOR?.instances ?? {})) editor.on("change", later);
    });
    addEventListener("load", askWhenSeen);
  }
}
