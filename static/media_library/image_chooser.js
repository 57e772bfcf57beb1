/* A field of one picture: chosen from the library or sent in a window, or dropped onto the field, and shown. */
"use strict";
for (const select of document.querySelectorAll("select[data-picture-choice]")) {
  const label = document.querySelector(`label[for="${select.id}"]`)?.textContent.replace(/:\s*$/, "").toLowerCase() ?? "ảnh";
  const shown = makeElement("img", { className: "picture-choice-shown", alt: "" });
  const said = makeElement("span", { className: "picture-choice-said", role: "status", textContent: "Hoặc thả một ảnh vào đây." });
  const button = makeElement("button", { type: "button", className: "button", textContent: `Chọn ${label} hoặc đưa ảnh lên` });
  const file = makeElement("input", { type: "file", hidden: true, accept: "image/jpeg,image/png,image/webp,image/gif" });
  const own = makeElement("button", { type: "button", className: "button", textContent: "Lấy ảnh từ máy" });
  const part = makeElement("div", { className: "picture-choice" }, shown, button, own, file, said);
  (select.closest(".related-widget-wrapper") ?? select).after(part);

  const show = () => {
    shown.hidden = !select.value;
    if (select.value) shown.src = `${PictureWindow.library}${select.value}/preview/`;
    else shown.removeAttribute("src");
  };

  const put = ([picture]) => {
    const known = [...select.options].find(({ value }) => value === picture.id);
    if (!known) select.append(new Option(picture.title, picture.id));
    select.value = picture.id;
    django.jQuery(select).trigger("change");
    said.textContent = `Đã chọn “${picture.title}”. Hãy bấm Lưu để giữ lại.`;
    describePictures([picture]);
  };

  const open = async (files) => {
    const chooser = new PictureWindow({
      title: `Chọn ${label}`,
      acts: () => `Dùng làm ${label}`,
      isSingle: true,
      put,
      closed: () => button.focus(),
    });
    await chooser.open();
    if (files && (await chooser.upload([files[0]]))) chooser.finish();
  };

  button.addEventListener("click", () => open());
  own.addEventListener("click", () => file.click());
  file.addEventListener("change", async () => {
    await open([...file.files]);
    file.value = "";
  });
  for (const name of ["dragenter", "dragover"]) {
    part.addEventListener(name, (event) => {
      if (!event.dataTransfer.types.includes("Files")) return;
      event.preventDefault();
      part.classList.add("over");
    });
  }
  for (const name of ["dragleave", "drop"]) part.addEventListener(name, () => part.classList.remove("over"));
  part.addEventListener("drop", (event) => {
    event.preventDefault();
    if (event.dataTransfer.files.length) open(event.dataTransfer.files);
  });
  django.jQuery(select).on("change", show);
  show();
}
