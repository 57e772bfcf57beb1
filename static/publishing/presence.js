/* Says that the form is open, and shows who else has it open and whether somebody has saved meanwhile. */
"use strict";
{
  const EVERY = 5000;
  const note = document.getElementById("presence");
  const form = note?.closest("form");

  const ask = (fields = {}) => {
    const token = form.querySelector("[name=form_token]")?.value; // says for whom the form was made
    const body = new URLSearchParams({ csrfmiddlewaretoken: Saving.csrfToken(), ...(token && { form_token: token }), ...fields });
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

  const tellOfSession = async (answer) => {
    const { ok, status, redirected } = answer;
    const hasEnded = redirected || [401, 403, 409].includes(status);
    const text = status === 409 ? await answer.text() : "";
    if (ok || hasEnded) document.dispatchEvent(new CustomEvent("staff:session", { detail: { hasEnded, status, text } }));
  };

  const call = async () => {
    try {
      const answer = await fetch(note.dataset.address, ask());
      await tellOfSession(answer);
      if (answer.ok && !answer.redirected) {
        const told = await answer.json();
        show(told);
        document.dispatchEvent(new CustomEvent("staff:presence", { detail: told }));
      }
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
