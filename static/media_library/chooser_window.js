/* A window in which something of the library is chosen, or pictures are sent, without leaving the page. */
"use strict";
{
  const make = (tag, properties, ...children) => {
    const element = Object.assign(document.createElement(tag), properties);
    element.append(...children);
    return element;
  };

  const fromHtml = (html) => new DOMParser().parseFromString(html, "text/html");

  class ChoiceWindow {
    constructor({ title, source, act, closed = () => {} }) {
      this.source = source;
      this.said = make("p", { className: "choose-said", role: "status" });
      this.list = make("div", { className: "choose-part" });
      this.act = make("button", { type: "button", className: "button default", textContent: act, disabled: true });
      const close = make("button", { type: "button", className: "button", textContent: "Đóng" });
      this.acts = make("div", { className: "choose-acts" }, this.act, close);
      this.dialog = make("dialog", { className: "choose" }, make("h2", { textContent: title }), this.said, this.list, this.acts);
      this.dialog.setAttribute("aria-label", title);
      document.body.append(this.dialog);

      close.addEventListener("click", () => this.dialog.close());
      this.dialog.addEventListener("close", () => { this.dialog.remove(); closed(); });
      this.list.addEventListener("submit", (event) => {
        event.preventDefault();
        this.load(new FormData(event.target));
      });
    }

    async open() {
      this.dialog.showModal();
      await this.load();
    }

    async fetch(query) {
      const answer = await fetch(`${this.source}choose/?${new URLSearchParams(query)}`);
      if (answer.ok) return answer.text();
      this.said.textContent = "Không mở được thư viện; hãy thử lại sau giây lát.";
      return "";
    }

    async load(query = "") {
      this.list.innerHTML = await this.fetch(query);
    }
  }

  class PictureWindow extends ChoiceWindow {
    static library = "/admin/media_library/image/";

    // `put` is given what was chosen and answers false to keep the window open; `words` may ask for more of each
    constructor({ acts, isSingle = false, words = () => ({}), put, ...options }) {
      super({ source: PictureWindow.library, act: acts(1), ...options });
      Object.assign(this, { wordOfAct: acts, isSingle, words, put, chosen: new Map() });
      this.file = make("input", { type: "file", multiple: !isSingle, accept: "image/jpeg,image/png,image/webp,image/gif" });
      this.fields = make("div", { className: "choose-words" });
      this.said.before(make("label", { className: "choose-file" }, "Đưa ảnh mới lên ", this.file));
      this.list.after(this.fields);

      this.file.addEventListener("change", () => this.upload(this.file.files));
      this.act.addEventListener("click", () => this.finish());
      this.list.addEventListener("change", ({ target }) => target.name === "chosen" && this.choose(target));
      this.list.addEventListener("click", ({ target }) => target.matches(".choose-older") && this.loadOlder(target));
    }

    async load(query = "") {
      await super.load(query);
      for (const box of this.boxes()) box.checked = this.chosen.has(box.value);
    }

    boxes() {
      return this.list.querySelectorAll("[name=chosen]");
    }

    async loadOlder(button) {
      const query = new FormData(this.list.querySelector("form"));
      query.set("truoc", button.dataset.before);
      const part = fromHtml(await this.fetch(query));
      const items = [...part.querySelectorAll(".choose-list > li")];
      this.list.querySelector(".choose-list").append(...items);
      button.replaceWith(...part.querySelectorAll(".choose-older"));
      items[0]?.querySelector("input")?.focus();
    }

    choose(box) {
      if (box.checked && this.isSingle) {
        this.chosen.clear();
        for (const other of this.boxes()) other.checked = other === box;
      }
      if (box.checked && !this.chosen.has(box.value)) this.chosen.set(box.value, this.pictureOf(box));
      if (!box.checked) {
        this.chosen.get(box.value)?.fields?.remove();
        this.chosen.delete(box.value);
      }
      this.act.disabled = !this.chosen.size;
      this.act.textContent = this.wordOfAct(this.chosen.size);
    }

    pictureOf(box) {
      const { title, alt, caption } = box.dataset;
      const isDecorative = "decorative" in box.dataset;
      const thumbnail = box.parentElement.querySelector("img").currentSrc || box.parentElement.querySelector("img").src;
      return { id: box.value, title, caption, thumbnail, isDecorative, isDescribed: Boolean(alt) || isDecorative, ...this.words(box, this.fields) };
    }

    async upload(files) {
      const refusals = [], numbers = new Set();
      for (const file of files) {
        this.said.textContent = `Đang đưa lên: ${file.name} …`;
        const answer = await sendPicture(file);
        if (answer.refusal) refusals.push(`“${file.name}”: ${answer.refusal}`);
        else numbers.add(String(answer.id));
      }
      this.file.value = "";
      await this.load(numbers.size ? { anh: [...numbers].join(",") } : "");
      for (const box of this.boxes()) {
        if (!numbers.has(box.value)) continue;
        box.checked = true;
        this.choose(box);
      }
      this.said.textContent = [numbers.size ? `Đã có ${numbers.size} ảnh trong thư viện và được chọn.` : "", ...refusals].join(" ");
      return numbers.size;
    }

    async finish() {
      const pictures = [...this.chosen.values()];
      if (this.put(pictures) === false) return;
      this.dialog.close();
    }
  }

  const sendPicture = async (file) => {
    const body = new FormData();
    body.append("anh", file);
    try {
      const answer = await fetch(`${PictureWindow.library}upload/`, {
        method: "POST",
        body,
        headers: { Accept: "application/json", "X-CSRFToken": Saving.csrfToken(), "X-Requested-With": "XMLHttpRequest" },
      });
      if (answer.status === 401) return { refusal: "Phiên làm việc đã hết; hãy đăng nhập lại ở một thẻ khác rồi chọn lại ảnh này." };
      if (answer.status === 413) return { refusal: "Ảnh này nặng hơn mức máy chủ nhận; hãy chọn tệp nhỏ hơn." };
      return await answer.json();
    } catch {
      return { refusal: "Mất kết nối hoặc máy chủ không nhận ảnh này; hãy thử lại." };
    }
  };

  const mayClose = (form) =>
    !Saving.watch(form).isDirty || confirm("Chữ vừa viết cho ảnh chưa được lưu. Vẫn đóng cửa sổ này?");

  // The words of pictures that nobody has described yet: the page that asks for them, within a window
  const describePictures = async (pictures) => {
    const numbers = pictures.filter(({ isDescribed }) => !isDescribed).map(({ id }) => id);
    if (!numbers.length) return;
    const address = `${PictureWindow.library}describe/?anh=${numbers.join(",")}`;
    const answer = await fetch(address);
    if (!answer.ok) return; // who may not describe pictures chooses them all the same
    const heading = numbers.length > 1 ? "Các ảnh này chưa có chữ thay ảnh" : "Ảnh này chưa có chữ thay ảnh";
    const dialog = make("dialog", { className: "choose" });
    dialog.setAttribute("aria-label", heading);
    const show = (html) => {
      const form = fromHtml(html).querySelector("form.describe");
      const later = make("button", { type: "button", className: "button", textContent: "Để sau" });
      later.addEventListener("click", () => mayClose(form) && dialog.close());
      Saving.watch(form);
      form.querySelector(".closelink").replaceWith(later);
      dialog.replaceChildren(make("h2", { textContent: heading }), form);
      form.querySelector(".errors input, [name$=-alt]")?.focus();
    };
    let isSending = false;
    dialog.addEventListener("submit", async (event) => {
      event.preventDefault();
      if (isSending) return;
      isSending = true;
      const saved = await Saving.post(address, new FormData(event.target));
      isSending = false;
      if (saved.location) dialog.close();
      else if (saved.status === 200) show(saved.text);
      else Saving.tell(event.target, Saving.reasonOf(saved), saved.status);
    });
    dialog.addEventListener("cancel", (event) => {
      if (!mayClose(dialog.querySelector("form"))) event.preventDefault();
    });
    document.body.append(dialog);
    dialog.showModal();
    show(await answer.text());
    await new Promise((resolve) => dialog.addEventListener("close", resolve));
    dialog.remove();
  };

  Object.assign(window, { ChoiceWindow, PictureWindow, describePictures, makeElement: make });
}
