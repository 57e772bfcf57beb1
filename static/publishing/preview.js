/* The preview beside the form: the public page of what stands in it, drawn by the server and shown in a frame, at the
   width of a phone or of a desktop; drawn again after each pause in typing, one request at a time. */
"use strict";
{
  const PAUSE = 800; // milliseconds without a key before the page is drawn again
  const PATIENCE = 20_000; // milliseconds after which a page that does not come is given up
  const NOT_DRAWN = "Chưa xem trước được: mất kết nối, phiên làm việc đã hết hoặc máy chủ đang bận. " +
    "Những gì bạn viết vẫn còn nguyên trong biểu mẫu.";

  const opener = document.getElementById("preview-open");
  const panel = document.getElementById("preview-panel");
  const form = opener?.form; // none where the text may only be read
  const address = opener?.getAttribute("formaction") ?? opener?.getAttribute("href");
  const screen = panel?.querySelector(".preview-screen");
  const status = panel?.querySelector(".preview-status");
  const widths = [...(panel?.querySelectorAll("[data-width]") ?? [])];
  let shown = null, coming = null, isOutdated = false, isComposing = false, timer = null, patience = null, number = 0;

  // What the form holds, sent as the browser would send it, without files and without the form itself

  const sendTo = (target) => {
    for (const editor of Object.values(window.CKEDITOR?.instances ?? {})) editor.updateElement();
    const copy = document.createElement("form");
    for (const [name, value] of Object.entries({ method: "post", action: address, target, hidden: "" })) copy.setAttribute(name, value);
    const body = new FormData(form);
    body.set("csrfmiddlewaretoken", Saving.csrfToken());
    for (const [name, value] of body) {
      if (typeof value !== "string") continue;
      const field = document.createElement("textarea");
      Object.assign(field, { name, value });
      copy.append(field);
    }
    document.body.append(copy);
    HTMLFormElement.prototype.submit.call(copy); // a field may be named “submit”
    copy.remove();
  };

  const openTab = () => {
    if (form) sendTo("_blank");
    else window.open(address, "_blank", "noopener");
  };

  // The frame: each page comes in one of its own, so that the browser's history knows nothing of it

  const width = () => Number(widths.find((button) => button.getAttribute("aria-pressed") === "true").dataset.width);

  const fit = () => {
    const scale = Math.min(1, screen.clientWidth / width());
    for (const frame of [shown, coming]) {
      if (frame) Object.assign(frame.style, {
        width: `${width()}px`, height: `${screen.clientHeight / scale}px`, transform: `scale(${scale})`,
      });
    }
  };

  const pageIn = (frame) => {
    try {
      return frame.contentDocument.querySelector("[data-preview]") ? frame.contentDocument : null;
    } catch {
      return null; // a page of the browser's own, which says that nothing came
    }
  };

  const isEmpty = (frame) => {
    try {
      return frame.contentWindow.location.href === "about:blank";
    } catch {
      return false;
    }
  };

  // A link of the page opens a tab: other pages do not stand in frames
  const keepInside = (page) => {
    page.addEventListener("click", (event) => {
      const link = event.target.closest("a[href]");
      if (!link || link.getAttribute("href").startsWith("#")) return;
      event.preventDefault();
      window.open(link.href, "_blank", "noopener");
    });
    page.addEventListener("submit", (event) => event.preventDefault());
  };

  const settle = () => {
    clearTimeout(patience);
    const page = pageIn(coming);
    status.textContent = page ? "" : NOT_DRAWN;
    if (page) {
      const { scrollX: x = 0, scrollY: y = 0 } = shown?.contentWindow ?? {};
      keepInside(page);
      shown?.remove();
      shown = coming;
      shown.classList.remove("coming");
      shown.contentWindow.scrollTo(x, y);
    } else {
      coming.remove();
    }
    coming = null;
    if (isOutdated) draw();
  };

  const draw = () => {
    if (panel.hidden) return;
    isOutdated = coming !== null;
    if (isOutdated) return;
    const frame = Object.assign(document.createElement("iframe"), {
      name: `preview-${++number}`, title: "Trang bạn đọc sẽ thấy", className: "coming",
    });
    coming = frame;
    screen.append(frame);
    fit();
    frame.addEventListener("load", () => frame === coming && !isEmpty(frame) && settle());
    patience = setTimeout(() => frame === coming && settle(), PATIENCE);
    if (form) sendTo(frame.name);
    else frame.src = address;
  };

  const drawLater = () => {
    if (panel.hidden) return;
    clearTimeout(timer);
    timer = setTimeout(() => (isComposing ? drawLater() : draw()), PAUSE);
  };

  const open = () => {
    panel.hidden = false;
    document.body.classList.add("with-preview");
    document.getElementById("preview-heading").focus();
    draw();
  };

  const close = () => {
    panel.hidden = true;
    document.body.classList.remove("with-preview");
    opener.focus();
  };

  const choose = (chosen) => {
    for (const button of widths) button.setAttribute("aria-pressed", String(button === chosen));
    document.body.classList.toggle("with-wide-preview", width() > 800);
    fit();
  };

  if (opener && panel) {
    opener.addEventListener("click", (event) => {
      event.preventDefault();
      if (event.ctrlKey || event.metaKey || event.shiftKey) openTab();
      else if (panel.hidden) open();
      else draw();
    });
    document.getElementById("preview-tab").addEventListener("click", openTab);
    document.getElementById("preview-close").addEventListener("click", close);
    panel.addEventListener("keydown", ({ key }) => key === "Escape" && close());
    for (const button of widths) button.addEventListener("click", () => choose(button));
    addEventListener("resize", fit);
    document.addEventListener("compositionstart", () => (isComposing = true));
    document.addEventListener("compositionend", () => (isComposing = false));
    if (form) {
      form.addEventListener("input", drawLater);
      window.django?.jQuery(form).on("change", drawLater); // also what the choosers of related things send
      document.addEventListener("DOMContentLoaded", () => {
        window.CKEDITOR?.on("instanceReady", ({ editor }) => editor.on("change", drawLater));
        for (const editor of Object.values(window.CKEDITOR?.instances ?? {})) editor.on("change", drawLater);
      });
    }
  }
}
