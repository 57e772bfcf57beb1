/* What a form of the admin holds, and what it held when the server sent it: a question before something unsaved is left. */
"use strict";
{
  const TOKENS = new Set(["csrfmiddlewaretoken", "form_token"]);

  const hasEditor = (field) => window.CKEDITOR?.instances[field.id]?.status === "ready";

  // The text of an editor as it would be sent. Each block is converted once, however often it is asked for, so that it
  // can be asked for while somebody types a long text.

  const converted = new WeakMap(); // {editor: Map(HTML of a block in the page: as it is sent)}

  const isBlock = (node) => node.nodeType === Node.ELEMENT_NODE && Boolean(CKEDITOR.dtd.$block[node.localName]);

  const htmlOf = (node) => node.outerHTML ?? CKEDITOR.tools.htmlEncode(node.nodeType === Node.TEXT_NODE ? node.data : "");

  // The HTML of each block; what stands between two of them, without one of its own, as one block more
  const blocksOf = (body) => {
    const blocks = [];
    let isLine = false;
    for (const node of body.childNodes) {
      const html = htmlOf(node);
      if (isBlock(node)) blocks.push(html);
      else if (isLine) blocks[blocks.length - 1] += html;
      else blocks.push(html);
      isLine = !isBlock(node);
    }
    return blocks;
  };

  const textOf = (editor) => {
    if (editor.mode !== "wysiwyg" || !editor.editable()) return editor.getData();
    const before = converted.get(editor) ?? new Map();
    const now = new Map();
    const texts = blocksOf(editor.editable().$).map((html) => {
      const text = before.get(html) ?? now.get(html) ?? (html.trim() && editor.dataProcessor.toDataFormat(html).trim());
      now.set(html, text);
      return text;
    });
    converted.set(editor, now);
    return texts.filter(Boolean).join("\n\n");
  };

  // The fields

  const isChangeList = (form) => form.getAttribute("id") === "changelist-form";

  const fieldsOf = (form) =>
    [...form.elements].filter(({ name, type, disabled }) =>
      name && !disabled && !TOKENS.has(name) && type !== "submit" && type !== "button" &&
      (!isChangeList(form) || name.startsWith("form-")));

  const chosenAtFirst = (select) => {
    const chosen = [...select.options].filter(({ defaultSelected }) => defaultSelected);
    if (chosen.length || select.multiple) return chosen;
    return [...select.options].filter(({ disabled }) => !disabled).slice(0, 1);
  };

  const atFirst = (field) => {
    if (field.type === "checkbox" || field.type === "radio") return field.defaultChecked ? [field.value] : [];
    if (field.options) return chosenAtFirst(field).map(({ value }) => value);
    return field.type === "file" ? [] : [field.defaultValue];
  };

  const now = (field) => {
    if (field.type === "checkbox" || field.type === "radio") return field.checked ? [field.value] : [];
    if (field.options) return [...field.selectedOptions].map(({ value }) => value);
    return field.type === "file" ? [...field.files].map(({ name, size }) => `${name} ${size}`) : [field.value];
  };

  // An address that follows the title by itself is nothing that anybody has written
  const isByItself = (field) => field.classList.contains("prepopulated_field") && !field.matches("[data-typed]");

  const valuesOf = (form, read) => {
    const values = new Map();
    for (const field of fieldsOf(form)) {
      const held = read(field).filter((value) => value !== "");
      if (held.length) values.set(field.name, [...(values.get(field.name) ?? []), ...held]);
    }
    return values;
  };

  const areEqual = (one, other) => JSON.stringify(one ?? []) === JSON.stringify(other ?? []);

  // The editor writes a text down in its own way: only what differs in its words and marks has been changed
  const written = (editor) => textOf(editor).replace(/\s+/g, " ").replace(/> </g, "><").trim();

  const TYPED = "textarea, select, input:not([type=hidden], [type=submit], [type=button], [type=radio], [type=search])";

  const isOurs = (form) => form.matches("#content form[method=post i]:not(#login-form, .upload)");

  const hasTexts = (form) => fieldsOf(form).some((field) => field.matches(TYPED));

  class GuardedForm {
    constructor(form) {
      this.form = form;
      this.isRefused = form.querySelector(".errornote, .errorlist") !== null;
      this.first = valuesOf(form, atFirst);
      this.texts = new Map();
      this.isLeaving = false;
      form.addEventListener("input", ({ target, isTrusted }) => isTrusted && target.setAttribute("data-typed", ""));
    }

    // An editor that has come up: what it makes of the text as it was sent is where it begins
    begin(editor) {
      const field = document.getElementById(editor.name);
      if (field?.form !== this.form || this.texts.has(editor.name)) return;
      this.texts.set(editor.name, written(editor));
    }

    get isDirty() {
      if (this.isLeaving || !this.form.isConnected) return false;
      return this.isRefused || this.hasOtherValues || this.hasOtherTexts;
    }

    get hasOtherValues() {
      const values = valuesOf(this.form, now);
      const aside = new Set(fieldsOf(this.form).filter((field) => hasEditor(field) || isByItself(field)).map(({ name }) => name));
      const names = new Set([...values.keys(), ...this.first.keys()]);
      return [...names].some((name) => !aside.has(name) && !areEqual(values.get(name), this.first.get(name)));
    }

    get hasOtherTexts() {
      return [...this.texts].some(([name, text]) => CKEDITOR.instances[name] && written(CKEDITOR.instances[name]) !== text);
    }

    // What stands there now has been saved
    settle() {
      this.isRefused = false;
      this.first = valuesOf(this.form, now);
      for (const name of this.texts.keys()) this.texts.set(name, written(CKEDITOR.instances[name]));
    }
  }

  const guarded = new Map();

  const watch = (form) => {
    if (!guarded.has(form)) guarded.set(form, new GuardedForm(form));
    return guarded.get(form);
  };

  const isDirtyBeside = (form) => [...guarded.values()].some((one) => one.form !== form && one.isDirty);

  addEventListener("beforeunload", (event) => {
    if ([...guarded.values()].some(({ isDirty }) => isDirty)) event.preventDefault();
  });

  for (const form of document.querySelectorAll("#content form")) if (isOurs(form) && hasTexts(form)) watch(form);

  document.addEventListener("DOMContentLoaded", () => {
    const begin = (editor) => {
      for (const one of guarded.values()) one.begin(editor);
    };
    window.CKEDITOR?.on("instanceReady", ({ editor }) => begin(editor));
    for (const editor of Object.values(window.CKEDITOR?.instances ?? {})) if (editor.status === "ready") begin(editor);
  });

  window.FormState = { fieldsOf, guarded, hasEditor, hasTexts, isChangeList, isDirtyBeside, isOurs, now, textOf, watch };
}
