/* A form of the admin: what is wrong is reached by a link and has the focus, Ctrl+S saves where one is. */
"use strict";
{
  const PLACE = "place-in-form";
  const form = document.querySelector("#content form[id$='_form']");
  const errors = form?.querySelector(".form-errors");

  const partOf = (name) => document.getElementById(`field-${name}`);

  const inputOf = (name) => {
    const named = CSS.escape(name);
    return partOf(name)?.querySelector(`[name="${named}"], [name^="${named}_"], [name^="${named}-"], input, select, textarea`);
  };

  const isEditor = (input) => input?.dataset.type === "ckeditortype";

  const withEditor = (input, act) => {
    const editor = window.CKEDITOR?.instances[input.id];
    if (editor?.status === "ready") act(editor);
    else window.CKEDITOR?.on("instanceReady", (event) => event.editor.name === input.id && act(event.editor));
  };

  const focusField = (name) => {
    const part = partOf(name), input = inputOf(name);
    for (let around = part; around; around = around.parentElement) if (around.localName === "details") around.open = true;
    part?.scrollIntoView({ block: "center" });
    if (isEditor(input)) withEditor(input, (editor) => editor.focus());
    else (part?.querySelector(".select2-search__field, .select2-selection") ?? input)?.focus({ preventScroll: true });
  };

  // Ctrl+S: the page comes anew, and the cursor is where it was

  // In the editor: in which block of the text, after how many characters of it
  const cursorIn = (text) => {
    const { anchorNode: node, anchorOffset: offset } = getSelection();
    const block = [...text.children].findIndex((one) => one.contains(node));
    if (block < 0) return null;
    const before = document.createRange();
    before.setStart(text.children[block], 0);
    before.setEnd(node, offset);
    return { block, characters: before.toString().length };
  };

  const putCursorIn = (text, { block, characters }) => {
    const words = document.createTreeWalker(text.children[block] ?? text, NodeFilter.SHOW_TEXT);
    let left = characters, last = null;
    while (words.nextNode()) {
      last = words.currentNode;
      if (left <= last.length) break;
      left -= last.length;
    }
    if (last) getSelection().collapse(last, Math.min(left, last.length));
  };

  const placeNow = () => {
    const here = document.activeElement;
    const editor = Object.values(window.CKEDITOR?.instances ?? {}).find(({ focusManager }) => focusManager.hasFocus);
    const name = editor ? document.getElementById(editor.name).name : here?.form === form ? here.name : "";
    const cursor = editor ? cursorIn(editor.editable().$) : [here?.selectionStart, here?.selectionEnd];
    return { form: form.id, name, cursor, top: partOf(name)?.getBoundingClientRect().top, scroll: scrollY };
  };

  const putCursor = (input, cursor) => {
    if (isEditor(input)) {
      withEditor(input, (editor) => {
        editor.focus();
        if (cursor) putCursorIn(editor.editable().$, cursor);
      });
    } else {
      input?.focus({ preventScroll: true });
      if (cursor[0] !== null && cursor[0] !== undefined) input?.setSelectionRange?.(...cursor);
    }
  };

  const returnTo = ({ name, cursor, top, scroll }) => {
    const part = partOf(name);
    scrollTo(0, part ? scrollY + part.getBoundingClientRect().top - top : scroll);
    if (part) putCursor(inputOf(name), cursor);
  };

  const saves = (event) =>
    (event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey && event.key.toLowerCase() === "s";

  document.addEventListener("keydown", (event) => {
    const button = form?.querySelector("[name=_save]");
    if (!button || !saves(event)) return;
    event.preventDefault();
    if (event.repeat || button.disabled || document.querySelector("dialog[open]")) return;
    sessionStorage.setItem(PLACE, JSON.stringify(placeNow()));
    form.requestSubmit(button);
  }, true);

  document.addEventListener("DOMContentLoaded", () => {
    const place = JSON.parse(sessionStorage.getItem(PLACE));
    sessionStorage.removeItem(PLACE);
    if (errors) setTimeout(() => focusField(errors.querySelector("[data-field]")?.dataset.field));
    else if (place && place.form === form?.id) returnTo(place);
  });

  errors?.addEventListener("click", (event) => {
    const link = event.target.closest("[data-field]");
    if (!link) return;
    event.preventDefault();
    focusField(link.dataset.field);
  });
}
