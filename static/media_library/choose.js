/* Pictures of the library in a rich text: a window to choose or upload them, and their look in the editor. */
"use strict";
{
  const library = "/admin/media_library/image/";

  const make = (tag, properties, ...children) => {
    const element = Object.assign(document.createElement(tag), properties);
    element.append(...children);
    return element;
  };

  class PictureChooser {
    constructor(editor) {
      this.editor = editor;
      this.chosen = new Map();
      this.list = make("div", { className: "choose-part" });
      this.said = make("p", { className: "choose-said", role: "status" });
      this.file = make("input", { type: "file", multiple: true, accept: "image/jpeg,image/png,image/webp,image/gif" });
      this.words = make("div", { className: "choose-words" });
      this.insert = make("button", { type: "button", className: "button default", textContent: "Chèn vào bài", disabled: true });
      const close = make("button", { type: "button", className: "button", textContent: "Đóng" });
      this.dialog = make("dialog", { className: "choose" },
        make("h2", { textContent: "Chèn ảnh" }),
        make("label", { className: "choose-file" }, "Đưa ảnh mới lên ", this.file),
        this.said, this.list, this.words, make("div", { className: "choose-acts" }, this.insert, close));
      this.dialog.setAttribute("aria-label", "Chèn ảnh");
      document.body.append(this.dialog);

      close.addEventListener("click", () => this.dialog.close());
      this.dialog.addEventListener("close", () => { this.dialog.remove(); editor.focus(); });
      this.file.addEventListener("change", () => this.upload(this.file.files));
      this.insert.addEventListener("click", () => this.put());
      this.list.addEventListener("submit", (event) => {
        event.preventDefault();
        this.load(new FormData(event.target));
      });
      this.list.addEventListener("change", ({ target }) => target.name === "chosen" && this.choose(target));
      this.list.addEventListener("click", ({ target }) => target.matches(".choose-older") && this.loadOlder(target));
    }

    async open() {
      this.dialog.showModal();
      await this.load();
    }

    async fetch(query) {
      const answer = await fetch(`${library}choose/?${new URLSearchParams(query)}`);
      if (answer.ok) return answer.text();
      this.said.textContent = "Không mở được thư viện ảnh; hãy thử lại sau giây lát.";
      return "";
    }

    async load(query = "") {
      this.list.innerHTML = await this.fetch(query);
      for (const box of this.list.querySelectorAll("[name=chosen]")) box.checked = this.chosen.has(box.value);
    }

    async loadOlder(button) {
      const query = new FormData(this.list.querySelector("form"));
      query.set("truoc", button.dataset.before);
      const part = new DOMParser().parseFromString(await this.fetch(query), "text/html");
      const items = [...part.querySelectorAll(".choose-list > li")];
      this.list.querySelector(".choose-list").append(...items);
      button.replaceWith(...part.querySelectorAll(".choose-older"));
      items[0]?.querySelector("input")?.focus();
    }

    choose(box) {
      if (box.checked && !this.chosen.has(box.value)) this.chosen.set(box.value, this.wordsFor(box));
      if (!box.checked) {
        this.chosen.get(box.value)?.fields.remove();
        this.chosen.delete(box.value);
      }
      this.insert.disabled = !this.chosen.size;
      this.insert.textContent = this.chosen.size > 1 ? `Chèn bộ ${this.chosen.size} ảnh` : "Chèn vào bài";
    }

    // What is said of a chosen picture in this text: its words in the library, to be changed here
    wordsFor(box) {
      const alt = make("input", { type: "text", maxLength: 500, value: box.dataset.alt });
      const caption = make("input", { type: "text", maxLength: 400, value: box.dataset.caption });
      const fields = make("fieldset", {}, make("legend", { textContent: box.dataset.title }),
        make("label", {}, "Chữ thay ảnh, cho người không nhìn thấy ảnh", alt),
        make("label", {}, "Chú thích dưới ảnh", caption));
      this.words.append(fields);
      return { fields, alt, caption, isDecorative: "decorative" in box.dataset };
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
      for (const box of this.list.querySelectorAll("[name=chosen]")) {
        if (!numbers.has(box.value)) continue;
        box.checked = true;
        this.choose(box);
      }
      this.said.textContent = [numbers.size ? `Đã có ${numbers.size} ảnh trong thư viện và được chọn.` : "", ...refusals].join(" ");
    }

    // Beneath the paragraph being written, instead of cutting it in two
    moveBehindBlock() {
      const block = this.editor.elementPath()?.block;
      if (!block) return;
      const range = this.editor.createRange();
      range.moveToPosition(block, CKEDITOR.POSITION_AFTER_END);
      range.select();
    }

    put() {
      const pictures = [...this.chosen].map(([id, words]) => ({ id, ...words }));
      const unsaid = pictures.find(({ alt, isDecorative }) => !isDecorative && !alt.value.trim());
      if (unsaid) {
        this.said.textContent = "Hãy viết một câu tả ảnh cho người không nhìn thấy ảnh.";
        return unsaid.alt.focus();
      }
      const figures = pictures.map(figure);
      this.dialog.close();
      this.moveBehindBlock();
      this.editor.insertHtml(figures.length > 1 ? `<div class="gallery">${figures.join("")}</div>` : figures[0]);
    }
  }

  const figure = ({ id, alt, caption }) => {
    const picture = make("img", { alt: alt.value.trim() });
    picture.setAttribute("data-image", id);
    picture.setAttribute("src", `${library}${id}/preview/`);
    const words = caption.value.trim();
    return make("figure", {}, picture, ...(words ? [make("figcaption", { textContent: words })] : [])).outerHTML;
  };

  const sendPicture = async (file) => {
    const body = new FormData();
    body.append("anh", file);
    const token = document.querySelector("[name=csrfmiddlewaretoken]").value;
    try {
      const answer = await fetch(`${library}upload/`, {
        method: "POST",
        body,
        headers: { Accept: "application/json", "X-CSRFToken": token },
      });
      return await answer.json();
    } catch {
      return { refusal: "Mất kết nối hoặc máy chủ không nhận ảnh này; hãy thử lại." };
    }
  };

  CKEDITOR.plugins.add("picture", {
    init(editor) {
      editor.addCommand("choosePicture", { async: true, exec: () => new PictureChooser(editor).open() });
      editor.ui.addButton("picture", { label: "Chèn ảnh", command: "choosePicture", toolbar: "insert" });
    },
  });

  CKEDITOR.on("instanceCreated", ({ editor }) => {
    // What is stored names a picture by its number; the editor drops pictures without an address
    editor.on("toHtml", (event) => {
      event.data.dataValue = event.data.dataValue.replace(
        /<img (?=[^>]*data-image="(\d+)")(?![^>]*\ssrc=)/g, `<img src="${library}$1/preview/" `);
    }, null, null, 1);
  });
}
