/* The desk's search: “/” goes to it, what is found stands below while one types, arrow keys choose. */
"use strict";
{
  const WAIT = 200;
  const input = document.getElementById("desk-search");
  const found = document.getElementById("desk-found");
  let timer = 0;
  let asked = null;

  const isTyping = ({ target }) => target.matches("input, textarea, select, [contenteditable]");

  const show = async () => {
    asked?.abort();
    asked = new AbortController();
    const query = input.value.trim();
    if (!query) return found.replaceChildren();
    try {
      const address = `${input.form.action}?${new URLSearchParams({ q: query, phan: "1" })}`;
      const answer = await fetch(address, { signal: asked.signal, credentials: "same-origin" });
      if (!answer.ok || answer.redirected) return found.replaceChildren();
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      found.replaceChildren(...page.body.childNodes);
    } catch {
      // a longer word has overtaken it, or the network is gone for a moment: the button still asks
    }
  };

  const step = (event) => {
    const links = [...found.querySelectorAll("a")];
    const at = links.indexOf(document.activeElement);
    const next = event.key === "ArrowDown" ? at + 1 : at - 1;
    event.preventDefault();
    (links[next] ?? (next < 0 ? input : links.at(-1)))?.focus();
  };

  if (input) {
    document.addEventListener("keydown", (event) => {
      if (event.key !== "/" || isTyping(event) || event.ctrlKey || event.metaKey || event.altKey) return;
      event.preventDefault();
      input.focus();
      input.select();
    });
    input.addEventListener("input", (event) => {
      clearTimeout(timer);
      if (!event.isComposing) timer = setTimeout(show, WAIT);
    });
    input.addEventListener("compositionend", () => { timer = setTimeout(show, WAIT); });
    input.form.addEventListener("keydown", (event) => {
      if (["ArrowDown", "ArrowUp"].includes(event.key) && found.childElementCount) step(event);
      if (event.key === "Escape") { input.value = ""; found.replaceChildren(); input.focus(); }
    });
  }
}
