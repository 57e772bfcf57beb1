/* Many pictures at once: each is sent by itself, so that one that is refused does not stop the rest. */
"use strict";
{
  const form = document.querySelector("form.upload");
  const field = form.querySelector("input[type=file]");
  const drop = form.querySelector(".drop");
  const list = form.querySelector(".uploads");

  const refusals = {
    401: "Phiên làm việc đã hết; hãy đăng nhập lại ở một thẻ khác rồi chọn lại ảnh này.",
    413: "Ảnh này nặng hơn mức máy chủ nhận; hãy chọn tệp nhỏ hơn.",
    503: "Máy chủ đang bận; hãy chọn lại ảnh này sau ít phút.",
  };

  const send = (file, onProgress) =>
    new Promise((resolve) => {
      const request = new XMLHttpRequest();
      const body = new FormData();
      body.append("anh", file);
      request.open("POST", form.action || location.href);
      request.setRequestHeader("Accept", "application/json");
      request.setRequestHeader("X-CSRFToken", Saving.csrfToken());
      request.setRequestHeader("X-Requested-With", "XMLHttpRequest");
      request.responseType = "json";
      request.upload.addEventListener("progress", (event) => onProgress(event.loaded / event.total));
      request.addEventListener("load", () => resolve(request.response ?? { refusal: refusals[request.status] ?? "Máy chủ không nhận ảnh này; hãy thử lại." }));
      request.addEventListener("error", () => resolve({ refusal: "Mất kết nối giữa chừng; hãy chọn lại ảnh này." }));
      request.send(body);
    });

  const rowFor = (file) => {
    const row = document.createElement("li");
    const name = document.createElement("span");
    name.textContent = file.name;
    const progress = document.createElement("progress");
    progress.max = 1;
    progress.value = 0;
    progress.setAttribute("aria-label", `Đang đưa lên: ${file.name}`);
    row.append(name, progress);
    list.append(row);
    return { row, progress };
  };

  const show = ({ row, progress }, answer) => {
    progress.remove();
    const said = document.createElement("strong");
    said.textContent = answer.refusal ?? (answer.known ? `đã có trong thư viện: “${answer.title}”` : "đã đưa lên");
    if (answer.refusal) row.classList.add("refused");
    if (answer.thumbnail) {
      const thumbnail = document.createElement("img");
      thumbnail.src = answer.thumbnail;
      thumbnail.alt = "";
      row.prepend(thumbnail);
    }
    row.append(said);
  };

  const sendAll = async (files) => {
    const rows = [...files].map((file) => ({ file, ...rowFor(file) }));
    const numbers = [];
    form.classList.add("sending");
    for (const row of rows) {
      const answer = await send(row.file, (part) => (row.progress.value = part));
      show(row, answer);
      if (answer.id) numbers.push(answer.id);
    }
    form.classList.remove("sending");
    field.value = "";
    if (!numbers.length) return;
    const next = document.createElement("a");
    next.className = "button default";
    next.href = `${form.dataset.describe}?anh=${numbers.join(",")}`;
    next.textContent = `Mô tả ${numbers.length} ảnh`;
    const refused = rows.length - numbers.length;
    if (refused) form.querySelector(".submit-row").prepend(next);
    else location.assign(next.href);
  };

  const isSending = () => form.classList.contains("sending");

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    if (!isSending()) sendAll(field.files);
  });
  addEventListener("beforeunload", (event) => {
    if (isSending() || field.files.length) event.preventDefault();
  });
  for (const name of ["dragenter", "dragover"]) {
    drop.addEventListener(name, (event) => {
      event.preventDefault();
      drop.classList.add("over");
    });
  }
  for (const name of ["dragleave", "drop"]) drop.addEventListener(name, () => drop.classList.remove("over"));
  drop.addEventListener("drop", (event) => {
    event.preventDefault();
    if (!isSending()) sendAll(event.dataTransfer.files);
  });
}
