/* “Thêm “…”” among the suggestions of an autocomplete, for a name that there is not yet: choosing it adds the row.

   Select2's settings are in place before admin/js/autocomplete.js makes its fields. */
"use strict";
{
  const $ = django.jQuery;
  const NEW = "+"; // begins the value of such a choice; others are numbers
  const previous = new WeakMap(); // of a select for one thing, what was chosen before
  const pending = new Set();

  const tidy = (text) => text.normalize("NFC").replace(/\s+/g, " ").trim();
  const fold = (text) => tidy(text).toLowerCase().normalize("NFD").replace(/\p{Mn}/gu, "").replaceAll("đ", "d");
  const isSame = (one, other) =>
    tidy(one).toLowerCase() === tidy(other).toLowerCase() || (/^\p{ASCII}*$/u.test(other) && fold(one) === fold(other));

  // Not select2's own tags: with those the cursor jumps before the first letter that is typed
  $.fn.select2.defaults.set("ajax", {
    processResults(found, { term = "", page = 1 }) {
      const name = tidy(term);
      const isOffered = this.$element[0].dataset.addAddress && name && page === 1;
      if (isOffered && !found.results.some(({ text }) => isSame(text, name))) {
        found.results.push({ id: NEW + name, text: `Thêm “${name}”` });
      }
      return found;
    },
  });

  const make = (tag, properties, ...children) => {
    const element = Object.assign(document.createElement(tag), properties);
    element.append(...children);
    return element;
  };

  // What is said below the field; there before anything is said, for those who hear it
  const noteOf = (select) => {
    const field = select.closest(".related-widget-wrapper") ?? select;
    const found = field.parentElement.querySelector(":scope > .added-by-name");
    if (found) return found;
    const note = make("p", { className: "added-by-name", role: "status" });
    field.after(note);
    return note;
  };

  const choose = (select, { id, text }) => {
    const option = [...select.options].find(({ value }) => value === String(id)) ?? new Option(text, id);
    if (select.multiple) select.append(option); // the last that was chosen
    else select.add(option);
    option.selected = true;
    select.dispatchEvent(new Event("change", { bubbles: true }));
  };

  const ask = (select, name, similar) => {
    const note = noteOf(select);
    const act = (text, done) => {
      const button = make("button", { type: "button", className: "button", textContent: text });
      button.addEventListener("click", () => {
        note.replaceChildren();
        done();
        select.nextElementSibling.querySelector(".select2-search__field, .select2-selection")?.focus();
      });
      return button;
    };
    note.replaceChildren(`Đã có tên gần giống “${name}”. `,
      ...similar.flatMap((row) => [act(`Dùng “${row.text}”`, () => choose(select, row)), " "]),
      act(`Vẫn thêm “${name}”`, () => track(add(select, name, true))));
    note.querySelector("button").focus();
  };

  const send = (select, name, isSure) => {
    const body = new FormData();
    body.set("name", name);
    body.set("form_token", select.form.querySelector("[name=form_token]")?.value ?? "");
    if (isSure) body.set("sure", "1");
    return Saving.post(select.dataset.addAddress, body);
  };

  // Whether the row is there now
  const add = async (select, name, isSure = false) => {
    const note = noteOf(select);
    note.textContent = `Đang thêm “${name}” …`;
    const answer = await send(select, name, isSure);
    const { id, text, is_new: isNew, similar, refusal } = [200, 400].includes(answer.status) ? JSON.parse(answer.text) : {};
    if (id) {
      note.textContent = isNew ? `Đã thêm “${text}”.` : `Đã có “${text}”, nên chọn mục ấy.`;
      choose(select, { id, text });
    } else if (similar) {
      ask(select, name, similar);
    } else {
      note.replaceChildren(...(refusal ? [`Chưa thêm “${name}”: ${refusal}`] : Saving.reasonOf(answer)));
    }
    return Boolean(id);
  };

  const track = (adding) => {
    pending.add(adding);
    adding.finally(() => pending.delete(adding));
  };

  const chosen = ({ target: select, params: { data } }) => {
    if (!select.dataset.addAddress || !String(data.id).startsWith(NEW)) return;
    [...select.options].find(({ value }) => value === data.id)?.remove();
    if (!select.multiple) select.value = previous.get(select) ?? "";
    select.dispatchEvent(new Event("change", { bubbles: true }));
    track(add(select, data.id.slice(NEW.length)));
  };

  // A form that is sent while a row is being added waits for it, and stays where there is something to be answered
  document.addEventListener("submit", (event) => {
    if (!pending.size) return;
    const { target: form, submitter } = event;
    event.preventDefault();
    event.stopImmediatePropagation();
    Promise.all(pending).then((added) => added.every(Boolean) && form.requestSubmit(submitter));
  }, true);

  for (const select of document.querySelectorAll("select[data-add-address]")) noteOf(select);
  $(document).on("select2:opening", ({ target }) => previous.set(target, target.value));
  $(document).on("select2:select", chosen);
}
