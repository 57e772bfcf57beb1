/* The pictures of an album: added from the library, put in order (publishing/ordering.js), taken out. */
"use strict";
for (const part of document.querySelectorAll(".in-order")) {
  const list = part.querySelector(".in-order-list");
  const acts = part.querySelector(".in-order-acts");
  const said = part.querySelector(".in-order-said");
  const rows = () => [...list.children];
  const numberOf = (row) => row.querySelector("[type=number]");

  const number = () => {
    for (const [index, row] of rows().entries()) numberOf(row).value = index + 1;
  };

  const titleOf = (row) => row.querySelector("strong").textContent;
  const ordered = new OrderedRows({ rows, title: titleOf, moved: number, said });

  const takeOut = (row) => {
    const next = row.nextElementSibling ?? row.previousElementSibling;
    said.textContent = `Đã bỏ “${titleOf(row)}” khỏi album.`;
    row.remove();
    number();
    (next?.querySelector("button") ?? acts.querySelector("button")).focus();
  };

  const equip = (row) => {
    const out = makeElement("button", { type: "button", className: "button", textContent: "Bỏ" });
    out.setAttribute("aria-label", `Bỏ “${titleOf(row)}” khỏi album`);
    out.addEventListener("click", () => takeOut(row));
    row.querySelector(".in-order-number").hidden = true;
    row.querySelector(".in-order-out").replaceWith(
      makeElement("span", { className: "in-order-buttons" }, ordered.handle(row), ...ordered.buttons(row), out));
    ordered.dragBy(row.querySelector("img"), row);
  };

  const add = ({ id, title, caption, thumbnail, isDescribed }) => {
    if (list.querySelector(`[data-picture="${id}"]`)) return false;
    const name = part.dataset.name;
    const row = part.querySelector("template").content.firstElementChild.cloneNode(true);
    row.dataset.picture = id;
    row.querySelector("strong").textContent = title;
    row.querySelector("img").src = thumbnail;
    row.querySelector("[type=text]").placeholder = caption;
    row.querySelector("[type=text]").name = `${name}-words-${id}`;
    numberOf(row).name = `${name}-place-${id}`;
    row.querySelector("[type=hidden]").value = id;
    row.querySelector("[type=hidden]").dataset.label = title;
    row.querySelector(".in-order-undescribed").hidden = isDescribed;
    row.querySelector(".in-order-undescribed a").href = `${PictureWindow.library}describe/?anh=${id}`;
    list.append(row);
    equip(row);
    number();
    return true;
  };

  const put = (pictures) => {
    const added = pictures.filter(add);
    said.textContent = `Đã thêm ${added.length} ảnh vào cuối album. Hãy bấm Lưu để giữ lại.`;
    describePictures(added);
  };

  // What was being written is put back: these pictures in this order; their captions follow as fields do
  const restore = ({ fields, labels }) => {
    const { name } = part.dataset;
    const wanted = fields[name] ?? [];
    const placeOf = (id) => Number(fields[`${name}-place-${id}`]?.[0]) || wanted.length;
    for (const row of rows()) if (!wanted.includes(row.dataset.picture)) row.remove();
    for (const id of wanted) {
      add({ id, title: labels[name]?.[id] ?? id, caption: "", thumbnail: `${PictureWindow.library}${id}/preview/`, isDescribed: true });
    }
    list.append(...rows().sort((one, other) => placeOf(one.dataset.picture) - placeOf(other.dataset.picture)));
    number();
  };

  part.closest("form").addEventListener("staff:restore", ({ detail }) => restore(detail));
  for (const row of rows()) equip(row);
  part.querySelector(".in-order-more").hidden = true;
  acts.hidden = false;
  const adding = acts.querySelector("button");
  adding.addEventListener("click", () =>
    new PictureWindow({
      title: "Thêm ảnh vào album",
      acts: (count) => (count > 1 ? `Thêm ${count} ảnh` : "Thêm vào album"),
      put,
      closed: () => adding.focus(),
    }).open());
}
