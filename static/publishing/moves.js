/* The moves in the bar of a form: a window says what will happen and asks for a reason before the text is saved and goes
   on, so that no second page is needed. Without this script the page of the move asks. */
"use strict";
{
  const form = document.querySelector("#content form[id$='_form']");
  const menu = form?.querySelector(".more-acts");
  const dialog = Object.assign(document.createElement("dialog"), { className: "asked" });
  let opener = null;

  const questionOf = (button) =>
    button.name === "_move" ? form.querySelector(`template[data-asks="${CSS.escape(button.value)}"]`) : null;

  const ask = (button, question) => {
    if (opener !== button || "ofChecklist" in question.dataset) {
      opener = button;
      dialog.replaceChildren(question.content.cloneNode(true));
      const heading = dialog.querySelector("h2");
      heading.id = "asked-heading";
      dialog.setAttribute("aria-labelledby", heading.id);
    }
    const leftToMend = question.content.querySelector(".left-to-mend"); // of checklist.js, another at each press
    dialog.querySelector(".left-to-mend")?.remove();
    if (leftToMend) dialog.querySelector("h2").after(leftToMend.cloneNode(true));
    dialog.showModal();
  };

  const isAnswered = () => {
    if (dialog.querySelector(".must-mend")) return false; // its button is hidden
    const reason = dialog.querySelector("textarea");
    if (!reason || reason.value.trim()) return true;
    reason.setCustomValidity("Hãy ghi lý do.");
    reason.reportValidity();
    return false;
  };

  if (form) {
    form.append(dialog); // what is written there is sent with the form

    form.addEventListener("click", (event) => {
      const button = event.target.closest("button[name=_move]");
      const question = button && questionOf(button);
      if (!question) return;
      event.preventDefault();
      ask(button, question);
    });

    dialog.addEventListener("click", ({ target }) => {
      if (target.matches("[data-cancel]")) dialog.close();
      if (!target.matches("[data-act]") || !isAnswered()) return;
      dialog.close();
      form.requestSubmit(opener);
    });

    dialog.addEventListener("input", ({ target }) => target.setCustomValidity(""));
  }

  if (menu) {
    addEventListener("click", ({ target }) => {
      if (!menu.contains(target) || target.closest(".more-acts-list")) menu.open = false;
    });
    menu.addEventListener("keydown", ({ key }) => {
      if (key !== "Escape" || !menu.open) return;
      menu.open = false;
      menu.querySelector("summary").focus();
    });
  }
}
