/* The point of interest of a picture: chosen on the picture by pointer or arrow keys, its crops shown at once. */
"use strict";
{
  const within = (value) => Math.min(100, Math.max(0, Math.round(value)));

  // As image_decoder.crop_box() does it: the largest part of that ratio, its middle as near to the point as the edges allow
  const position = (whole, cut, percent) => {
    const spare = whole - cut;
    return spare > 0 ? (100 * Math.min(Math.max((whole * percent) / 100 - cut / 2, 0), spare)) / spare : 50;
  };

  // Two fields of numbers, or one that holds `30-70`: { read, write, fields }
  const pointOf = ({ x, y, point }) => {
    const fields = (point ? [point] : [x, y]).map((id) => document.getElementById(id));
    const number = (text) => within(text === "" ? 50 : Number(text) || 0);
    const read = () => {
      const [left, top] = point ? fields[0].value.split("-") : fields.map((field) => field.value);
      return { x: number(left ?? ""), y: number(top ?? "") };
    };
    const write = (left, top) => {
      if (point) fields[0].value = `${within(left)}-${within(top)}`;
      else [fields[0].value, fields[1].value] = [within(left), within(top)];
    };
    return { read, write, fields };
  };

  const equip = (part) => {
    const { read, write, fields } = pointOf(part.dataset);
    if (!fields.every(Boolean)) return null; // who only reads the form
    const picture = part.querySelector(".focus-picture");
    const whole = picture.querySelector("img");
    const handle = Object.assign(document.createElement("button"), { type: "button", className: "focus-handle" });
    picture.append(handle);

    const show = () => {
      const at = read();
      const size = { x: whole.naturalWidth || 1, y: whole.naturalHeight || 1 };
      handle.style.left = `${at.x}%`;
      handle.style.top = `${at.y}%`;
      handle.setAttribute("aria-label", `Điểm chính: ${at.x}% từ trái, ${at.y}% từ trên. Dùng các phím mũi tên để dời.`);
      for (const crop of part.querySelectorAll("[data-ratio]")) {
        const ratio = Number(crop.dataset.ratio);
        const [wide, high] = [Math.min(size.x, size.y * ratio), Math.min(size.y, size.x / ratio)];
        const image = crop.querySelector("img");
        image.style.aspectRatio = ratio;
        image.style.objectPosition = `${position(size.x, wide, at.x)}% ${position(size.y, high, at.y)}%`;
      }
    };

    const move = (x, y) => {
      write(x, y);
      show();
    };

    picture.addEventListener("click", (event) => {
      if (event.target === handle) return;
      const box = picture.getBoundingClientRect();
      move((100 * (event.clientX - box.left)) / box.width, (100 * (event.clientY - box.top)) / box.height);
      handle.focus();
    });
    handle.addEventListener("keydown", (event) => {
      const [x, y] = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] }[event.key] ?? [];
      if (x === undefined) return;
      event.preventDefault();
      const step = event.shiftKey ? 10 : 1;
      const at = read();
      move(at.x + x * step, at.y + y * step);
    });
    for (const field of fields) field.addEventListener("input", show);
    whole.addEventListener("load", show);
    show();
    return { move, show };
  };

  // A point of its own for one use of a picture, which another field of the form names
  const equipOwn = (own) => {
    const part = own.querySelector(".focus");
    const field = document.getElementById(part.dataset.point);
    const select = document.getElementById(part.dataset.of);
    const focus = equip(part);
    if (!focus || !select) return;
    const label = own.querySelector(".focus-switch");
    const box = label.querySelector("input");
    let chosen = select.value;

    const refresh = () => {
      label.hidden = !select.value;
      part.hidden = !(select.value && field.value);
      box.checked = !part.hidden;
      if (part.hidden) return;
      for (const image of part.querySelectorAll("img")) {
        const address = `/admin/media_library/image/${select.value}/preview/`;
        if (image.getAttribute("src") !== address) image.setAttribute("src", address);
      }
      focus.show();
    };

    box.addEventListener("change", () => {
      if (box.checked) focus.move(50, 50);
      else field.value = "";
      refresh();
    });
    django.jQuery(select).on("change", () => {
      if (select.value !== chosen) field.value = ""; // a point on another picture; the admin tells of a change at first too
      chosen = select.value;
      refresh();
    });
    field.hidden = true;
    own.querySelector(".help").hidden = true;
    refresh();
  };

  for (const part of document.querySelectorAll(".focus[data-x]")) equip(part);
  for (const own of document.querySelectorAll(".focus-own")) equipOwn(own);
}
