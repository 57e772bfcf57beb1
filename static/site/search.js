/* Suggestions while a reader types a search: a combobox with a list of titles. Without it the form works as it is. */
"use strict";
{
  const WAIT = 150; // milliseconds without a key
  const FEWEST = 2; // letters

  const list = (input, number) => {
    const box = document.createElement("ul");
    box.id = `goi-y-${number}`;
    box.className = "suggestions";
    box.setAttribute("role", "listbox");
    box.setAttribute("aria-label", "Gợi ý");
    box.hidden = true;
    const said = document.createElement("p");
    said.className = "visually-hidden";
    said.setAttribute("role", "status");
    input.after(box, said);
    return { box, said };
  };

  const option = (id, { title, address, kind }) => {
    const item = document.createElement("li");
    item.id = id;
    item.dataset.address = address;
    item.setAttribute("role", "option");
    item.setAttribute("aria-selected", "false");
    const what = document.createElement("span");
    what.className = "meta";
    what.textContent = kind;
    item.append(title, " ", what);
    return item;
  };

  const combobox = (input, number) => {
    const { box, said } = list(input, number);
    let timer, asked, chosen;

    const choose = (item) => {
      chosen?.setAttribute("aria-selected", "false");
      chosen = item;
      chosen?.setAttribute("aria-selected", "true");
      chosen?.scrollIntoView({ block: "nearest" });
      if (chosen) input.setAttribute("aria-activedescendant", chosen.id);
      else input.removeAttribute("aria-activedescendant");
    };

    const close = () => {
      clearTimeout(timer);
      asked?.abort();
      choose(null);
      box.hidden = true;
      input.setAttribute("aria-expanded", "false");
      said.textContent = "";
    };

    const show = (suggestions) => {
      choose(null);
      box.replaceChildren(...suggestions.map((one, at) => option(`${box.id}-${at}`, one)));
      box.hidden = suggestions.length === 0;
      input.setAttribute("aria-expanded", String(!box.hidden));
      said.textContent = box.hidden ? "" : `Có ${suggestions.length} gợi ý, chọn bằng phím mũi tên.`;
    };

    const ask = async () => {
      asked?.abort();
      asked = new AbortController();
      try {
        const answer = await fetch(`/tim-kiem/goi-y/?q=${encodeURIComponent(input.value)}`, { signal: asked.signal });
        if (!answer.ok) return close();
        const { suggestions } = await answer.json();
        if (document.activeElement === input) show(suggestions);
      } catch {
        // the reader typed on, or there is no network: the form still works
      }
    };

    const step = (by) => {
      const items = [...box.children];
      if (box.hidden || !items.length) return;
      clearTimeout(timer); // who has turned to these offers gets no others in their place
      asked?.abort();
      const at = items.indexOf(chosen) + by;
      if (!chosen) choose(by > 0 ? items[0] : items.at(-1));
      else choose(items[at] ?? null);
    };

    const keys = {
      ArrowDown: () => step(1),
      ArrowUp: () => step(-1),
      Escape: () => close(),
      Enter: () => chosen && location.assign(chosen.dataset.address),
    };

    Object.entries({ role: "combobox", "aria-autocomplete": "list", "aria-controls": box.id, "aria-expanded": "false" })
      .forEach(([name, value]) => input.setAttribute(name, value));
    input.addEventListener("input", () => {
      clearTimeout(timer);
      if (input.value.trim().length < FEWEST) close();
      else timer = setTimeout(ask, WAIT);
    });
    input.addEventListener("keydown", (event) => {
      if (event.isComposing || box.hidden || !(event.key in keys)) return;
      if (event.key !== "Enter" || chosen) event.preventDefault();
      keys[event.key]();
    });
    input.addEventListener("blur", close);
    input.form.addEventListener("submit", close);
    box.addEventListener("pointerdown", (event) => event.preventDefault()); // the field keeps the focus
    box.addEventListener("click", (event) => {
      const item = event.target.closest("[role=option]");
      if (item) location.assign(item.dataset.address);
    });
  };

  document.querySelectorAll('form[role="search"] input[type="search"]').forEach(combobox);
}
