/* What a page can do more with scripts: reading tools, copying its address, reading aloud, closing what lies open. */
"use strict";
{
  const page = document.documentElement;
  const LARGEST = 3;

  // Reading tools

  const tools = document.querySelector(".tools");
  const size = () => Number(page.dataset.size ?? 0);

  const remember = (name, wish) => {
    if (wish) page.dataset[name] = wish;
    else delete page.dataset[name];
    try {
      if (wish) localStorage.setItem(`reading-${name}`, wish);
      else localStorage.removeItem(`reading-${name}`);
    } catch {
      // storage is refused: the wish holds for this page
    }
    show();
  };

  const show = () => {
    tools.querySelector('[data-act="larger"]').disabled = size() >= LARGEST;
    tools.querySelector('[data-act="smaller"]').disabled = size() <= 0;
    for (const name of ["spacing", "contrast"]) {
      tools.querySelector(`[data-act="${name}"]`).setAttribute("aria-pressed", String(name in page.dataset));
    }
  };

  const acts = {
    larger: () => remember("size", String(Math.min(size() + 1, LARGEST))),
    smaller: () => remember("size", size() > 1 ? String(size() - 1) : ""),
    spacing: () => remember("spacing", "spacing" in page.dataset ? "" : "wide"),
    contrast: () => remember("contrast", "contrast" in page.dataset ? "" : "high"),
    reset: () => ["size", "spacing", "contrast"].forEach((name) => remember(name, "")),
  };

  if (tools) {
    tools.addEventListener("click", (event) => acts[event.target.dataset.act]?.());
    show();
  }

  // Menu and tools close by Escape and by a click elsewhere

  const open = () => document.querySelectorAll("header details[open]");
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    for (const details of open()) {
      if (details.contains(document.activeElement)) details.querySelector("summary").focus();
      details.open = false;
    }
  });
  document.addEventListener("click", (event) => {
    for (const details of open()) if (!details.contains(event.target)) details.open = false;
  });

  // Copy the page's address

  const copy = document.querySelector("[data-copy]");
  copy?.addEventListener("click", async () => {
    const status = document.querySelector(".share [role=status]");
    try {
      await navigator.clipboard.writeText(copy.dataset.copy);
      status.textContent = "Đã chép liên kết.";
    } catch {
      status.textContent = `Trình duyệt không cho chép. Liên kết: ${copy.dataset.copy}`;
    }
  });

  // Read aloud, where there is a Vietnamese voice

  const listen = document.querySelector(".listen");
  const voice = () => speechSynthesis.getVoices().find(({ lang }) => /^vi\b/i.test(lang));

  const display = (node) => {
    if (node instanceof Element) return getComputedStyle(node).display;
    return node instanceof Text ? "inline" : "none";
  };

  // The texts of an element, one for each block, in the order of the page; templates mark what is not read
  const blocks = (element) => {
    const texts = [""];
    for (const node of element.childNodes) {
      if (display(node) === "none" || node.dataset?.readAloud === "no") continue;
      if (display(node).startsWith("inline")) texts[texts.length - 1] += node.textContent;
      else texts.push(...blocks(node), "");
    }
    return texts.map((text) => text.trim()).filter(Boolean);
  };

  const speak = (texts) => {
    for (const text of texts) {
      const speech = new SpeechSynthesisUtterance(text);
      Object.assign(speech, { lang: "vi-VN", voice: voice() });
      speechSynthesis.speak(speech);
    }
    const last = new SpeechSynthesisUtterance("");
    last.onend = () => setListening(false);
    speechSynthesis.speak(last);
  };

  const setListening = (isOn) => {
    listen.setAttribute("aria-pressed", String(isOn));
    listen.textContent = isOn ? "Dừng đọc" : "Nghe bài (giọng máy)";
  };

  if (listen && "speechSynthesis" in window) {
    const offer = () => {
      listen.hidden = !voice();
    };
    speechSynthesis.addEventListener?.("voiceschanged", offer);
    offer();
    listen.addEventListener("click", () => {
      const isOn = listen.getAttribute("aria-pressed") === "true";
      speechSynthesis.cancel();
      setListening(!isOn);
      if (!isOn) speak(blocks(document.querySelector(".article")));
    });
    addEventListener("pagehide", () => speechSynthesis.cancel());
  }
}
