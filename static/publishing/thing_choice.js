/* Suggestions while somebody types what a text is merged into. Without the script what was typed is looked up when the
   form is sent. Browsers show only options that contain what was typed, accents and all: the label does. */
"use strict";
{
  const PAUSE = 250; // milliseconds without a key
  const waiting = new WeakMap(); // the timer of a field
  let running = Promise.resolve(); // one question at a time

  const suggest = async (field) => {
    const typed = field.value;
    if (typed.trim().length < 2 || typed === field.dataset.asked) return;
    const address = new URL(field.dataset.suggestions, location.href);
    address.searchParams.set("q", typed);
    const answer = await fetch(address, { headers: { "X-Requested-With": "XMLHttpRequest" } });
    if (!answer.ok) return;
    const { found } = await answer.json();
    field.dataset.asked = typed;
    const contains = (value) => value.toLowerCase().includes(typed.toLowerCase());
    const option = (value) => {
      const label = contains(value) ? "" : `${value}, khớp “${typed}”`;
      return Object.assign(document.createElement("option"), { value }, label && { label });
    };
    const options = found.map(option);
    document.getElementById(field.getAttribute("list")).replaceChildren(...options);
  };

  document.addEventListener("input", ({ target }) => {
    if (!target.dataset?.suggestions) return;
    clearTimeout(waiting.get(target));
    const ask = () => (running = running.then(() => suggest(target)).catch(() => {}));
    waiting.set(target, setTimeout(ask, PAUSE));
  });
}
