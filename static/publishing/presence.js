/* Says that the form is open, and shows who else has it open and whether somebody has saved meanwhile. */
"use strict";
{
  const EVERY = 5000;
  const note = document.getElementById("presence");
  const form = note?.closest("form");

  const ask = (fields = {}) => {
    const body = new URLSearchParams({ csrfmiddlewaretoken: Saving.csrfToken(), ...fields });
    const headers = { "X-Requested-With": "XMLHttpRequest" };
    return { method: "POST", body, headers, keepalive: true, credentials: "same-origin" };
  };

  const show = ({ others, version }) => {
    const lines = others.map(({ name, since }) => `${name} cũng đang mở trang này từ ${since}.`);
    if (version > Number(note.dataset.version)) lines.push("Có người vừa ghi vào nội dung này sau khi bạn mở.");
    const text = lines.join(" ");
    if (note.textContent !== text) note.textContent = text;
    note.hidden = !text;
  };

  const tellOfSession = ({ ok, status, redirected }) => {
    const hasEnded = redirected || status === 401 || status === 403;
    if (ok || hasEnded) document.dispatchEvent(new CustomEvent("staff:session", { detail: { hasEnded } }));
  };

  const call = async () => {
    try {
      const answer = await fetch(note.dataset.address, ask());
      tellOfSession(answer);
      if (answer.ok && !answer.redirected) show(await answer.json());
    } catch {
      // the network is gone for a moment: the next call tells
    }
  };

  if (form) {
    call();
    setInterval(call, EVERY);
    addEventListener("pagehide", () => fetch(note.dataset.address, ask({ gone: "1" })));
    addEventListener("pageshow", ({ persisted }) => persisted && call());
  }
}
