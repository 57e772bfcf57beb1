/* What was being written in a form and was never saved is offered when the form is opened again: one press puts it back,
   its difference from what is stored stands beside it, one press more undoes it.

   The state in this browser and the one on the server are the same form where they have the same key; the greater version
   is the later state. */
"use strict";
{
  const { ask, contentOf, discard, form, own, panel, settings } = Unsaved;
  const { fieldsOf, now } = FormState;

  const make = (tag, properties, ...children) => {
    const element = Object.assign(document.createElement(tag), properties);
    element.append(...children);
    return element;
  };

  const momentOf = (version) =>
    new Date(version).toLocaleString("vi-VN", { hour: "2-digit", minute: "2-digit", second: "2-digit", day: "2-digit", month: "2-digit", year: "numeric" });

  // Putting a content into the form

  const choose = (field, values, labels) => {
    if (field.classList.contains("admin-autocomplete")) {
      const options = values.map((value) => new Option(labels[value] ?? value, value, true, true));
      if (field.multiple) field.replaceChildren(...options);
      else field.replaceChildren(new Option("", ""), ...options.filter(({ value }) => value));
    }
    for (const option of field.options) option.selected = values.includes(option.value);
    const jQuery = window.django?.jQuery;
    if (jQuery) jQuery(field).trigger("change");
    else field.dispatchEvent(new Event("change", { bubbles: true }));
  };

  const write = (field, value) => {
    if (field.value === value) return;
    field.value = value;
    field.setAttribute("data-typed", "");
    if (field.classList.contains("prepopulated_field")) field._changed = value !== ""; // Django's: it follows no title any more
    for (const name of ["input", "change"]) field.dispatchEvent(new Event(name, { bubbles: true }));
  };

  const whenReady = (editor) =>
    new Promise((resolve) => (editor.status === "ready" ? resolve() : editor.once("instanceReady", () => resolve())));

  const writeText = async (field, value) => {
    const editor = window.CKEDITOR?.instances[field.id];
    if (!editor) return write(field, value);
    await whenReady(editor);
    return new Promise((resolve) => editor.setData(value, { callback: resolve }));
  };

  const putIn = (field, values, labels) => {
    if (field.type === "checkbox" || field.type === "radio") {
      if (field.checked === values.includes(field.value)) return;
      field.checked = values.includes(field.value);
      field.dispatchEvent(new Event("change", { bubbles: true }));
    } else if (field.options) {
      if (JSON.stringify(now(field)) !== JSON.stringify(values)) choose(field, values, labels);
    }
  };

  // Choices first: a field that depends on one is emptied when that changes. Returns the names that have no field here
  const apply = async ({ fields, labels }) => {
    form.dispatchEvent(new CustomEvent("staff:restore", { detail: { fields, labels } }));
    const found = fieldsOf(form).filter(({ name }) => name in fields);
    for (const field of found) putIn(field, fields[field.name], labels[field.name] ?? {});
    const places = new Map();
    for (const field of found.filter(({ type, options }) => !options && !["checkbox", "radio", "file"].includes(type))) {
      const place = places.get(field.name) ?? 0;
      places.set(field.name, place + 1);
      if (field.matches("textarea")) await writeText(field, fields[field.name][place] ?? "");
      else write(field, fields[field.name][place] ?? "");
    }
    const names = new Set(found.map(({ name }) => name));
    return Object.keys(fields).filter((name) => !names.has(name) && fields[name].some(Boolean));
  };

  const isSame = (content) => {
    const here = contentOf(form).fields;
    const held = (values = []) => JSON.stringify(values.filter((value) => value !== ""));
    return Object.keys(content.fields).every((name) => held(content.fields[name]) === held(here[name]));
  };

  // What is offered

  const isOpenElsewhere = async (key) => {
    const { held = [] } = (await navigator.locks?.query()) ?? {};
    return key !== own?.key && held.some(({ name }) => name === `unsaved-${key}`);
  };

  // { key, version, title, content } of each form, the latest first; `content` where this browser has it
  const findOffers = async () => {
    const offers = new Map(settings.offers.map((offer) => [offer.key, offer]));
    for (const { key, version, title, fields, labels } of await UnsavedCopies.of(settings)) {
      if ((offers.get(key)?.version ?? 0) <= version) offers.set(key, { key, version, title, content: { fields, labels } });
    }
    return [...offers.values()].sort((one, other) => other.version - one.version);
  };

  const compare = async ({ key, content }) => {
    try {
      const answer = await ask("compare", key, content && { content: JSON.stringify(content) });
      if (answer.ok && !answer.redirected) return await answer.json();
    } catch {
      // the network is gone: what this browser has can be put back all the same
    }
    return content ? { ...content, names: [], differences: "", isUnseen: true } : null;
  };

  const button = (text, act, look = "") => {
    const made = make("button", { type: "button", className: `button ${look}`.trim(), textContent: text });
    made.addEventListener("click", act);
    return made;
  };

  class Offer {
    constructor(offers) {
      this.offers = offers;
    }

    // Asks for the latest that is still worth offering, and shows it
    async begin() {
      while (this.offers.length && !(await this.load(this.offers[0]))) this.offers.shift();
      if (this.offers.length) this.show();
      else panel.hidden = true;
    }

    // Whether there is something in it that is not stored and does not stand in the form
    async load(offer) {
      const told = await compare(offer);
      if (!told) return false;
      const isNothing = !told.isUnseen && told.names.length === 0;
      if (told.saved && (isNothing || settings.object_id)) return this.isStillUnsaved(offer, told, isNothing);
      if (isNothing || isSame(told)) return false;
      Object.assign(offer, { told, isElsewhere: await isOpenElsewhere(offer.key) });
      return true;
    }

    // It was saved and the answer lost: what was written after that, if anything, belongs to what was made
    async isStillUnsaved(offer, told, isNothing) {
      if (isNothing || isSame(told)) {
        await UnsavedCopies.remove(settings.user, offer.key);
        return false;
      }
      if (!settings.object_id) await this.handOver(offer, told);
      Object.assign(offer, { told, isElsewhere: false });
      return true;
    }

    handOver({ key, version, title }, { fields, labels, saved }) {
      const { user, model } = settings;
      const based = { ...fields, version: [String(saved.version)] };
      return UnsavedCopies.put({ user, key, model, object_id: saved.object_id, version, title, fields: based, labels });
    }

    show() {
      const [offer] = this.offers;
      const { told } = offer;
      const named = settings.object_id || !offer.title ? "" : ` (“${offer.title}”)`;
      const words = [`Phần viết lúc ${momentOf(offer.version)}${named} chưa được lưu.`];
      if (told.names.length) words.push(` Khác bản đã lưu ở: ${told.names.join(", ")}.`);
      if (offer.isElsewhere) words.push(" Một thẻ khác của trình duyệt này đang mở chính biểu mẫu ấy.");
      const acts = make("p", { className: "unsaved-acts" });
      if (told.saved && !settings.object_id) words.push(...this.savedWords(told));
      else if (own) acts.append(button("Lấy lại phần đang viết", () => this.restore(), "default"));
      else words.push(" Lúc này không sửa được nội dung này; hãy chép lại phần cần giữ.");
      acts.append(button("Bỏ phần đang viết", () => this.discard()));
      this.fill(make("p", {}, ...words), ...this.choice(), acts, this.differences(told));
    }

    savedWords({ saved }) {
      return [" Biểu mẫu ấy đã được lưu, rồi còn được viết thêm: ",
        make("a", { href: saved.address, textContent: "mở mục đã lưu" }), " để lấy lại phần viết thêm."];
    }

    // Where several were begun: which of them
    choice() {
      if (this.offers.length < 2) return [];
      const select = make("select", {});
      for (const [place, { title, version }] of this.offers.entries()) {
        select.append(new Option(`${title || "Chưa có tiêu đề"}, ${momentOf(version)}`, place));
      }
      select.addEventListener("change", () => {
        const [chosen] = this.offers.splice(Number(select.value), 1);
        this.offers.unshift(chosen);
        for (const one of panel.querySelectorAll("button")) one.disabled = true; // they are of the one shown before
        this.begin();
      });
      return [make("p", {}, make("label", {}, `Còn ${this.offers.length} phần viết dở, xem phần: `, select))];
    }

    differences({ differences, isUnseen }) {
      if (isUnseen) return make("p", { textContent: "Chưa xem được chỗ khác nhau vì mất kết nối với máy chủ." });
      const shown = make("div", { className: "unsaved-differences", tabIndex: 0, innerHTML: differences });
      shown.setAttribute("role", "region");
      shown.setAttribute("aria-label", "Chỗ khác với bản đã lưu");
      return shown;
    }

    fill(...children) {
      panel.replaceChildren(...children);
      panel.hidden = false;
    }

    async restore() {
      const [offer] = this.offers;
      this.before = { ...contentOf(form), token: own.tokenField.value };
      if (own.hasRecord && own.key !== offer.key) await discard(own.key);
      own.become(offer.told.token ?? own.tokenField.value);
      const left = await apply(offer.told);
      own.mark();
      const words = [`Đã lấy lại phần viết lúc ${momentOf(offer.version)}; chưa lưu.`];
      if (left.length) words.push(` Có mục không lấy lại được trong biểu mẫu này: ${left.join(", ")}.`);
      if (form.querySelector("[type=file]")) words.push(" Tệp đã chọn thì phải chọn lại.");
      const undo = button("Hoàn tác", () => this.undo());
      const said = make("p", { tabIndex: -1 }, ...words);
      said.setAttribute("role", "status");
      this.fill(said, make("p", { className: "unsaved-acts" }, undo), this.differences(offer.told));
      undo.focus();
    }

    // What stood there comes back; what was put in is kept as it was, and offered as before
    async undo() {
      const [offer] = this.offers;
      const { told, key, version, title } = offer;
      own.become(this.before.token);
      own.hasRecord = false;
      await apply(this.before);
      const { user, model, object_id } = settings;
      await UnsavedCopies.put({ user, key, model, object_id, version, title, fields: told.fields, labels: told.labels });
      this.show();
      panel.querySelector("button").focus();
    }

    async discard() {
      const [offer] = this.offers;
      discard(offer.key);
      this.offers.shift();
      await this.begin();
      (panel.hidden ? form.querySelector("input:not([type=hidden])") : panel.querySelector("button"))?.focus();
    }
  }

  const editorsReady = () => Promise.all(Object.values(window.CKEDITOR?.instances ?? {}).map(whenReady));

  addEventListener("load", async () => {
    const offers = await findOffers();
    if (!offers.length || own?.guard.isRefused) return;
    await editorsReady();
    await new Offer(offers).begin();
  });
}
