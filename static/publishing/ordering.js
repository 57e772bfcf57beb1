/* Rows are put in order by dragging a handle, by buttons, and by the keys ↑ ↓ Home End on the handle.

   Three sorts of them: rows of a list with a number each (publishing/ordered_lists.py), what is chosen in an
   autocomplete that keeps its order, and the pictures of an album (media_library/album.js). The numbers and the order
   of the choices are sent by the ordinary form; without this script the numbers are typed. */
"use strict";
{
  const EDGE = 48; // pixels at the window's upper and lower end in which dragging scrolls

  const make = (tag, properties, ...children) => {
    const element = Object.assign(document.createElement(tag), properties);
    element.append(...children);
    return element;
  };

  const liveRegion = () => {
    const said = make("p", { className: "visually-hidden" });
    said.setAttribute("role", "status");
    return said;
  };

  /* `rows()` are all, in order; `title(row)` is what is read out; `moved(peers)` writes the new order of rows down;
     rows of one `group(row)` are ordered among themselves; `block(row)` are the rows that move along with it. */
  class OrderedRows {
    constructor({ rows, title, moved, said, group = () => "", block = (row) => [row] }) {
      Object.assign(this, { rows, title, moved, said, group, block });
    }

    peers(row) {
      return this.rows().filter((other) => this.group(other) === this.group(row));
    }

    // To a place among its peers, counted from 0
    move(row, place) {
      const peers = this.peers(row);
      const to = Math.min(Math.max(place, 0), peers.length - 1);
      const from = peers.indexOf(row);
      const focused = row.contains(document.activeElement) ? document.activeElement : null;
      if (to < from) peers[to].before(...this.block(row));
      if (to > from) this.block(peers[to]).at(-1).after(...this.block(row));
      if (to !== from) this.moved(this.peers(row));
      focused?.focus(); // which a row that is moved loses
      this.said.textContent = `“${this.title(row)}” ở vị trí ${to + 1} trong ${peers.length}.`;
    }

    place(row) {
      return this.peers(row).indexOf(row);
    }

    buttons(row) {
      const button = (text, where, step) => {
        const made = make("button", { type: "button", className: "button", textContent: text });
        made.setAttribute("aria-label", `Đưa “${this.title(row)}” ${where}`);
        made.addEventListener("click", () => this.move(row, this.place(row) + step));
        return made;
      };
      return [button("↑", "lên trước", -1), button("↓", "ra sau", 1)];
    }

    handle(row) {
      const handle = make("button", { type: "button", className: "order-handle", textContent: "⠿" });
      handle.setAttribute("aria-label", `Kéo, hoặc bấm phím mũi tên, để đổi chỗ “${this.title(row)}”`);
      handle.addEventListener("keydown", (event) => {
        const last = this.peers(row).length - 1;
        const to = { ArrowUp: this.place(row) - 1, ArrowDown: this.place(row) + 1, Home: 0, End: last }[event.key];
        if (to === undefined) return;
        event.preventDefault();
        this.move(row, to);
      });
      this.dragBy(handle, row);
      return handle;
    }

    dragBy(handle, row) {
      let target = null;
      const aim = (found) => {
        target?.classList.remove("drop-target");
        target = found;
        target?.classList.add("drop-target");
      };
      const end = () => {
        aim(null);
        row.classList.remove("dragged");
        removeEventListener("keydown", cancel, true);
      };
      const cancel = (event) => event.key === "Escape" && end();
      handle.classList.add("order-drag");
      handle.addEventListener("dragstart", (event) => event.preventDefault()); // the browser's own, of a picture
      handle.addEventListener("pointerdown", (event) => {
        if (event.button !== 0) return;
        handle.setPointerCapture(event.pointerId);
        row.classList.add("dragged");
        addEventListener("keydown", cancel, true);
      });
      handle.addEventListener("pointermove", ({ clientX, clientY }) => {
        if (!row.classList.contains("dragged")) return;
        if (clientY < EDGE) scrollBy(0, -EDGE / 2);
        if (clientY > innerHeight - EDGE) scrollBy(0, EDGE / 2);
        const under = document.elementFromPoint(clientX, clientY);
        const found = under && this.peers(row).find((peer) => this.block(peer).some((one) => one.contains(under)));
        aim(found && found !== row ? found : null);
      });
      handle.addEventListener("pointerup", () => {
        if (target && row.classList.contains("dragged")) this.move(row, this.place(target));
        end();
      });
      handle.addEventListener("pointercancel", end);
    }
  }

  // Lists: the numbers of the rows of a group stay the same ones, each greater than the one before

  const renumber = (inputs) => {
    const numbers = inputs.map(({ value }) => Number(value) || 0).sort((one, other) => one - other);
    for (const [index, input] of inputs.entries()) {
      if (index) numbers[index] = Math.max(numbers[index], numbers[index - 1] + 1);
      input.value = numbers[index];
    }
  };

  const numberOf = (row) => row.querySelector("[data-order-key]");

  const equipList = (body) => {
    const rows = () => [...body.rows].filter(numberOf);
    const group = (row) => numberOf(row).dataset.orderGroup;
    const isBelow = (row, other) => "orderTree" in numberOf(row).dataset && group(other) === numberOf(row).dataset.orderKey;
    const block = (row) => [row, ...rows().filter((other) => isBelow(row, other)).flatMap(block)];
    const title = (row) => row.querySelector("th a, th")?.textContent.trim() ?? "";
    const said = liveRegion();
    const ordered = new OrderedRows({ rows, title, group, block, said, moved: (peers) => renumber(peers.map(numberOf)) });
    body.closest("form").append(said);
    for (const row of rows()) {
      const input = numberOf(row);
      input.hidden = true;
      input.after(make("span", { className: "order-acts" }, ordered.handle(row), ...ordered.buttons(row)));
    }
  };

  // What is chosen in an autocomplete, below it as a list; the order of its options is what is sent

  const equipSelect = (select) => {
    const list = make("ol", { className: "chosen-order" });
    const said = liveRegion();
    const field = select.closest(".related-widget-wrapper") ?? select;
    const optionOf = (row) => [...select.options].find(({ value }) => value === row.dataset.value);
    const announce = () => select.dispatchEvent(new Event("change", { bubbles: true }));
    const moved = (rows) => {
      select.append(...rows.map(optionOf));
      announce();
    };
    const title = (row) => row.querySelector(".chosen-title").textContent;
    const ordered = new OrderedRows({ rows: () => [...list.children], title, moved, said });

    const show = () => {
      const chosen = [...select.selectedOptions].filter(({ value }) => value);
      const shown = [...list.children].map((row) => row.dataset.value);
      list.hidden = chosen.length < 2;
      if (JSON.stringify(shown) === JSON.stringify(chosen.map(({ value }) => value))) return;
      list.replaceChildren(...chosen.map(({ value, text }) => {
        const row = make("li", {}, make("span", { className: "chosen-title", textContent: text }));
        row.dataset.value = value;
        return row;
      }));
      for (const row of list.children) {
        row.prepend(ordered.handle(row));
        row.append(make("span", { className: "order-acts" }, ...ordered.buttons(row)));
      }
    };

    list.setAttribute("aria-label", `Thứ tự: ${select.labels[0]?.textContent.replace(/:$/, "") ?? ""}`);
    field.after(list, said);
    show();
    django.jQuery(select).on("change", show);
    django.jQuery(select).on("select2:select", ({ params: { data } }) => { // one that was taken out before stood further up
      const option = [...select.options].find(({ value }) => value === String(data.id));
      if (!option || option === select.options[select.options.length - 1]) return;
      select.append(option);
      announce();
    });
  };

  window.OrderedRows = OrderedRows;
  for (const select of document.querySelectorAll("select[data-ordered]")) equipSelect(select);
  const [first] = document.querySelectorAll("#result_list [data-order-key]");
  if (first) equipList(first.closest("tbody"));
}
