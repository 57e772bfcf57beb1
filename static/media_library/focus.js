/* The point of interest of a picture: chosen on the picture by pointer or arrow keys, its crops shown at once. */
"use strict";
{
  const part = document.querySelector(".focus");
  const fields = { x: document.getElementById("id_focus_x"), y: document.getElementById("id_focus_y") };
  if (part && fields.x && fields.y) {
    const picture = part.querySelector(".focus-picture");
    const size = { x: Number(part.dataset.width), y: Number(part.dataset.height) };
    const handle = Object.assign(document.createElement("button"), { type: "button", className: "focus-handle" });
    picture.append(handle);

    const within = (value) => Math.min(100, Math.max(0, Math.round(value)));
    const number = (field) => within(field.value === "" ? 50 : Number(field.value) || 0);

    // As imaging.cut() does it: the largest part of that ratio, its middle as near to the point as the edges allow
    const position = (whole, cut, percent) => {
      const spare = whole - cut;
      return spare > 0 ? (100 * Math.min(Math.max((whole * percent) / 100 - cut / 2, 0), spare)) / spare : 50;
    };

    const show = () => {
      const at = { x: number(fields.x), y: number(fields.y) };
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
      [fields.x.value, fields.y.value] = [within(x), within(y)];
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
      move(number(fields.x) + x * step, number(fields.y) + y * step);
    });
    for (const field of Object.values(fields)) field.addEventListener("input", show);
    show();
  }
}
