/* Pictures and albums of the library in a rich text: how they are put in, and their look in the editor. */
"use strict";
{
  const make = makeElement;

  // What is said of a chosen picture in this text: its words in the library, to be changed here
  const wordsFor = (box, into) => {
    const alt = make("input", { type: "text", maxLength: 500, value: box.dataset.alt });
    const caption = make("input", { type: "text", maxLength: 400, value: box.dataset.caption });
    const fields = make("fieldset", {}, make("legend", { textContent: box.dataset.title }),
      make("label", {}, "Chữ thay ảnh, cho người không nhìn thấy ảnh", alt),
      make("label", {}, "Chú thích dưới ảnh", caption));
    into.append(fields);
    return { fields, alt, caption };
  };

  const figure = ({ id, alt, caption }) => {
    const picture = make("img", { alt: alt.value.trim() });
    picture.setAttribute("data-image", id);
    picture.setAttribute("src", `${PictureWindow.library}${id}/preview/`);
    const words = caption.value.trim();
    return make("figure", {}, picture, ...(words ? [make("figcaption", { textContent: words })] : [])).outerHTML;
  };

  // Beneath the paragraph being written, instead of cutting it in two
  const insert = (editor, html) => {
    editor.focus();
    const block = editor.elementPath()?.block;
    if (block) {
      const range = editor.createRange();
      range.moveToPosition(block, CKEDITOR.POSITION_AFTER_END);
      range.select();
    }
    editor.insertHtml(html);
  };

  const choosePictures = (editor) => {
    const chooser = new PictureWindow({
      title: "Chèn ảnh",
      acts: (count) => (count > 1 ? `Chèn bộ ${count} ảnh` : "Chèn vào bài"),
      words: wordsFor,
      closed: () => editor.focus(),
      put: (pictures) => {
        const unsaid = pictures.find(({ alt, isDecorative }) => !isDecorative && !alt.value.trim());
        if (unsaid) {
          chooser.said.textContent = "Hãy viết một câu tả ảnh cho người không nhìn thấy ảnh.";
          unsaid.alt.focus();
          return false;
        }
        const figures = pictures.map(figure);
        chooser.dialog.close();
        return insert(editor, figures.length > 1 ? `<div class="gallery">${figures.join("")}</div>` : figures[0]);
      },
    });
    chooser.open();
  };

  const chooseAlbum = (editor) => {
    const chooser = new ChoiceWindow({
      title: "Chèn album",
      source: "/admin/media_library/album/",
      act: "Chèn album vào bài",
      closed: () => editor.focus(),
    });
    const chosen = () => chooser.list.querySelector("[name=album]:checked");
    chooser.list.addEventListener("change", () => (chooser.act.disabled = !chosen()));
    chooser.act.addEventListener("click", () => {
      const { value } = chosen();
      chooser.dialog.close();
      insert(editor, `<figure class="album" data-album="${value}"></figure>`);
    });
    chooser.open();
  };

  const addButton = (name, label, exec) =>
    CKEDITOR.plugins.add(name, {
      init(editor) {
        editor.addCommand(`choose-${name}`, { async: true, exec: () => exec(editor) });
        editor.ui.addButton(name, { label, command: `choose-${name}`, toolbar: "insert" });
      },
    });
  addButton("picture", "Chèn ảnh", choosePictures);
  addButton("album", "Chèn album", chooseAlbum);

  CKEDITOR.on("instanceCreated", ({ editor }) => {
    // What is stored names a picture by its number; the editor drops pictures without an address
    editor.on("toHtml", (event) => {
      event.data.dataValue = event.data.dataValue.replace(
        /<img (?=[^>]*data-image="(\d+)")(?![^>]*\ssrc=)/g, `<img src="${PictureWindow.library}$1/preview/" `);
    }, null, null, 1);
  });
}
