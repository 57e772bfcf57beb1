/* A new segment: the month that comes next and its title, proposed once a programme is chosen. What was typed stays. */
"use strict";
{
  const jQuery = window.django?.jQuery;
  const programme = document.getElementById("id_programme");
  const month = document.getElementById("id_issue_month");
  const title = document.getElementById("id_title");

  if (jQuery && programme && month?.dataset.issues) {
    const told = Object.assign(document.createElement("div"), { className: "issues" });
    told.setAttribute("role", "status");
    month.closest(".form-row").append(told);
    const isRefused = document.querySelector(".errornote") !== null; // then what stands there was typed
    const proposed = isRefused ? { month: "", title: "" } : { month: month.value, title: title.value };
    let latest = 0;

    const line = (text, name = "") => {
      const made = document.createElement("p");
      if (name) made.className = name;
      made.append(...[text].flat());
      return made;
    };

    const isOurs = (field, last) => field.value.trim() === "" || field.value === last;

    const isSame = (typed, of) => typed.trim().replaceAll("-", "/").padStart(7, "0").endsWith(of);

    const propose = (field, name, value) => {
      if (!isOurs(field, proposed[name])) return;
      field.value = proposed[name] = value;
      field.dispatchEvent(new Event("change", { bubbles: true })); // the slug follows the title
    };

    const choice = (missing) => {
      const made = Object.assign(document.createElement("button"), { type: "button", className: "button", textContent: missing });
      made.setAttribute("aria-label", `Chọn tháng ${missing}`);
      made.addEventListener("click", () => {
        month.value = missing;
        ask(missing);
        month.focus();
      });
      return made;
    };

    const tell = ({ taken, missing, month: of }) => {
      const lines = [];
      if (taken) lines.push(line(`Tháng ${of} đã có một số: “${taken}”. Hãy xem lại trước khi lưu.`, "taken"));
      if (missing?.length) lines.push(line(["Còn thiếu: ", ...missing.map(choice)], "missing"));
      told.replaceChildren(...lines);
    };

    const ask = async (wanted) => {
      const turn = ++latest;
      const address = `${month.dataset.issues}?${new URLSearchParams({ programme: programme.value, issue_month: wanted })}`;
      try {
        const answer = await fetch(address, { credentials: "same-origin" });
        if (!answer.ok || answer.redirected || turn !== latest) return;
        const found = await answer.json();
        tell(wanted && found.month && !isSame(wanted, found.month) ? { missing: found.missing } : found);
        if (!found.month || (wanted && !isSame(wanted, found.month))) return; // no month: the server says so
        if (!wanted) propose(month, "month", found.month);
        propose(title, "title", found.title);
      } catch {
        // the network is gone for a moment: the form is filled in by hand, and the server looks at it when it is saved
      }
    };

    jQuery(programme).on("change", () => ask(isOurs(month, proposed.month) ? "" : month.value));
    month.addEventListener("change", (event) => {
      if (event.isTrusted && month.value) ask(month.value);
    });
    if (programme.value) ask(month.value);
  }
}
