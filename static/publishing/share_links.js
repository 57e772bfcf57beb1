/* Links for who has no account: made and shown without leaving the form, whose text may not be saved yet. */
"use strict";
{
  const section = () => document.getElementById("share-links");
  const REFUSED = "Chưa tạo được liên kết. ";

  const copy = async (button) => {
    const field = document.getElementById(button.dataset.copy);
    field.select();
    try {
      await navigator.clipboard.writeText(field.value);
    } catch {
      document.execCommand("copy"); // without https there is no other way
    }
    button.textContent = "Đã chép";
  };

  const showButtons = () => {
    for (const button of section().querySelectorAll("[data-copy]")) button.hidden = false;
  };

  const make = async (form) => {
    const body = new FormData(form);
    for (const button of form.querySelectorAll("button")) button.disabled = true;
    const answer = await Saving.post(form.getAttribute("action"), body);
    for (const button of form.querySelectorAll("button")) button.disabled = false;
    if (answer.status !== 200 || answer.location) {
      Saving.tell(form, answer.location ? [REFUSED, "Hãy tải lại trang rồi làm lại."] : Saving.reasonOf(answer), answer.status);
      return;
    }
    section().outerHTML = answer.text;
    showButtons();
    (document.getElementById("id_share_address") ?? document.getElementById("share-links-heading")).focus();
  };

  if (section()) {
    showButtons();
    document.addEventListener("click", ({ target }) => target.matches("#share-links [data-copy]") && copy(target));
    // Before the form is sent as any other
    document.addEventListener("submit", (event) => {
      if (event.target.id !== "share-link-form") return;
      event.preventDefault();
      make(event.target);
    }, { capture: true });
  }
}
