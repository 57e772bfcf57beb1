/* Names for select2's comboboxes, which it leaves without one: those of the fields' labels. */
"use strict";
{
  const select2 = window.django?.jQuery;
  const selects = document.querySelectorAll("select.admin-autocomplete");

  const nameCombobox = (select) => {
    const [label] = select.labels;
    const combobox = select.nextElementSibling?.querySelector(".select2-selection");
    if (!label || !combobox) return;
    label.id ||= `${select.id}_label`;
    const chosen = combobox.querySelector(".select2-selection__rendered");
    const field = combobox.querySelector(".select2-search__field");
    combobox.setAttribute("aria-labelledby", field ? label.id : `${label.id} ${chosen.id}`);
    field?.setAttribute("aria-labelledby", label.id);
    for (const claim of ["role", "aria-readonly"]) chosen.removeAttribute(claim); // it is text, not a text field
  };

  const nameDropdown = ({ target }) => {
    const name = target.labels[0]?.textContent.trim();
    for (const part of document.querySelectorAll(".select2-dropdown .select2-search__field, .select2-results__options")) {
      part.setAttribute("aria-label", name);
    }
  };

  // A button among the items of a list, which throws all of them away
  for (const select of selects) if (select.multiple) select.dataset.allowClear = "false";

  select2?.(() => {
    selects.forEach(nameCombobox);
    select2(document).on("select2:open", nameDropdown);
  });
}
