/* A film is sent in chunks, each acknowledged: a lost connection, a closed browser or server costs one chunk.
   The server's answer says how much is there; whatever happened, that is where it goes on. */
"use strict";
for (const box of document.querySelectorAll(".film")) {
  const field = box.querySelector("input[type=file]");
  const number = box.querySelector("input[type=hidden]");
  const said = box.querySelector(".film-said");
  const progress = box.querySelector(".film-progress");
  const acts = box.querySelector(".film-acts");
  const waiting = box.querySelector(".film-waiting");
  const form = box.closest("form");
  const MOST = Number(box.dataset.chunk);
  const LEAST = 2 ** 18; // bytes of a chunk on the slowest line
  const AIM = 4000; // milliseconds that a chunk should take
  const LONGEST_WAIT = 30; // seconds between two attempts

  let film = null; // the file that was chosen
  let upload = null; // what the server says of it
  let step = 2 ** 20;
  let request = null;
  let turn = 0; // counts up whenever what is under way is not wanted any more
  let failures = 0;
  let wake = () => {};

  const say = (text) => (said.textContent = text);
  const percent = (bytes, size) => Math.floor((100 * bytes) / size);
  const weight = (bytes) => `${(bytes / 2 ** 20).toLocaleString("vi-VN", { maximumFractionDigits: 1 })} MB`;
  const isUnderWay = () => film !== null;

  const offer = (...names) => {
    acts.hidden = names.length === 0;
    for (const button of acts.children) button.hidden = !names.includes(button.dataset.act);
  };

  // The bar moves all the time; the words, which are read aloud, at every tenth
  const show = (bytes) => {
    progress.hidden = false;
    progress.value = percent(bytes, film.size);
    const tenth = progress.value - (progress.value % 10);
    const words = `Đang đưa lên “${film.name}”: ${tenth} % của ${weight(film.size)}. Cứ điền tiếp biểu mẫu trong lúc chờ.`;
    if (said.textContent !== words) say(words);
  };

  // Who has signed in again in another window has another one than when this page was opened
  const token = () => /(?:^|; )csrftoken=([^;]+)/.exec(document.cookie)?.[1] ?? form.elements.csrfmiddlewaretoken.value;

  class Refusal extends Error {}
  class Lost extends Error {}

  // Answers what the server said; throws Refusal when it says no, Lost when it cannot be reached
  const ask = (method, address, body = null, headers = {}, onProgress = null) =>
    new Promise((resolve, reject) => {
      request = new XMLHttpRequest();
      request.open(method, address);
      request.timeout = 120_000;
      request.responseType = "json";
      request.setRequestHeader("Accept", "application/json");
      request.setRequestHeader("X-CSRFToken", token());
      for (const [name, value] of Object.entries(headers)) request.setRequestHeader(name, value);
      if (onProgress) request.upload.addEventListener("progress", (event) => onProgress(event.loaded));
      request.addEventListener("load", () => {
        const { status, response, responseURL } = request;
        if (response?.id || (response && status < 300)) resolve(response);
        else if (status === 404 || status === 409) reject(Object.assign(new Refusal(response?.refusal), { status }));
        else if (response?.refusal && status !== 503) reject(Object.assign(new Refusal(response.refusal), { status }));
        else if (status === 403 || responseURL.includes("/login/")) {
          reject(new Refusal("Phiên làm việc đã hết; hãy đăng nhập lại ở một cửa sổ khác rồi bấm Tiếp tục."));
        } else reject(new Lost(response?.refusal));
      });
      for (const name of ["error", "timeout"]) request.addEventListener(name, () => reject(new Lost()));
      request.addEventListener("abort", () => reject(new Lost()));
      request.send(body);
    });

  const pause = (seconds) =>
    new Promise((resolve) => {
      wake = resolve;
      setTimeout(resolve, seconds * 1000);
    });
  addEventListener("online", () => wake());

  // A short mark of what is in the file, at both ends, so that another of its name and size is not taken for it
  const markOf = async (file) => {
    const ends = new Blob([file.slice(0, 2 ** 16), file.slice(-(2 ** 16))]);
    let [a, b] = [0xdeadbeef, 0x41c6ce57];
    for (const byte of new Uint8Array(await ends.arrayBuffer())) {
      a = Math.imul(a ^ byte, 2654435761);
      b = Math.imul(b ^ byte, 1597334677);
    }
    return `${file.lastModified}-${(a >>> 0).toString(16)}${(b >>> 0).toString(16)}`;
  };

  const begin = async () => {
    const about = new URLSearchParams({ name: film.name, size: film.size, key: await markOf(film) });
    upload = await ask("POST", box.dataset.address, about);
    number.value = upload.id;
  };

  const part = () => `${box.dataset.address}${upload.id}/`;

  const sendChunk = async () => {
    const { offset } = upload;
    const chunk = film.slice(offset, offset + step);
    const began = performance.now();
    const headers = { "Content-Type": "application/offset+octet-stream", "Upload-Offset": offset };
    upload = await ask("PATCH", part(), chunk, headers, (sent) => show(offset + sent));
    show(upload.offset);
    const pace = chunk.size / Math.max(performance.now() - began, 1);
    step = Math.min(Math.max(Math.round(pace * AIM), LEAST), MOST);
  };

  const finish = async () => {
    say(`Đã nhận đủ “${film.name}”; máy chủ đang kiểm tra…`);
    const checked = await ask("POST", part());
    say(`${checked.said} Đã nhận đủ “${film.name}” (${weight(film.size)}); bấm Lưu là video được lưu cùng biểu mẫu.`);
    [film, progress.hidden] = [null, true];
    offer("drop");
  };

  const goOn = async () => {
    if (!upload) await begin();
    else if (failures) upload = await ask("GET", part());
    show(upload.offset);
    while (upload.offset < upload.size) {
      await sendChunk();
      failures = 0;
    }
    await finish();
  };

  const stop = (sentence) => {
    say(sentence);
    offer("resume", "drop");
  };

  const isOver = async (error) => {
    if (error instanceof Refusal && error.status === 404) {
      [upload, number.value] = [null, ""]; // it is no more: from the first byte
      failures += 1;
      return failures > 3 && (stop(error.message), true);
    }
    if (error instanceof Refusal && error.status === 409 && upload) {
      failures += 1; // somebody else sends the same: ask where it stands
      return false;
    }
    if (error instanceof Refusal) {
      if (error.status === 400) forget();
      stop(error.message);
      if (!film) offer();
      return true;
    }
    if (!(error instanceof Lost)) throw error;
    failures += 1;
    step = Math.max(step / 2, LEAST);
    const seconds = Math.min(2 ** (failures - 1), LONGEST_WAIT);
    say(error.message || `Mất kết nối với máy chủ; tự gửi tiếp sau ${seconds} giây. Những gì đã lên vẫn còn.`);
    await pause(seconds);
    return false;
  };

  const run = async () => {
    turn += 1;
    const mine = turn;
    offer("pause", "drop");
    while (film && mine === turn) {
      try {
        await goOn();
      } catch (error) {
        if (mine !== turn || (await isOver(error))) return;
      }
    }
  };

  const forget = () => {
    [film, upload, failures, number.value, progress.hidden] = [null, null, 0, "", true];
  };

  const halt = () => {
    turn += 1;
    request?.abort();
    wake();
  };

  const drop = async (address) => {
    await ask("DELETE", address).catch(() => {}); // what stays is swept away in a day
    listWaiting();
  };

  const does = {
    pause() {
      halt();
      stop(`Đã tạm dừng ở ${percent(upload?.offset ?? 0, film.size)} %. Bấm Tiếp tục để gửi nốt.`);
    },
    resume() {
      failures = 1; // asks first how much is there
      run();
    },
    drop() {
      halt();
      const address = number.value && `${box.dataset.address}${number.value}/`;
      forget();
      say("Đã bỏ video vừa đưa lên.");
      offer();
      if (address) drop(address);
    },
  };
  acts.addEventListener("click", (event) => does[event.target.dataset.act]?.());

  // What was begun before and waits for the same file to be chosen again

  const row = (one) => {
    const item = document.createElement("li");
    const text = document.createElement("span");
    const whole = one.offset === one.size;
    text.textContent = whole
      ? `“${one.name}” đã lên đủ mà chưa lưu; chọn lại đúng tệp ấy là dùng được ngay. `
      : `“${one.name}” mới lên được ${percent(one.offset, one.size)} %; chọn lại đúng tệp ấy để gửi tiếp. `;
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = "Bỏ";
    button.setAttribute("aria-label", `Bỏ “${one.name}”`);
    button.addEventListener("click", () => drop(`${box.dataset.address}${one.id}/`));
    item.append(text, button);
    return item;
  };

  const listWaiting = async () => {
    const { uploads } = await ask("GET", box.dataset.address).catch(() => ({ uploads: [] }));
    const others = uploads.filter(({ id }) => id !== number.value);
    waiting.replaceChildren(...others.map(row));
    waiting.hidden = others.length === 0;
  };

  field.addEventListener("change", () => {
    if (!field.files.length) return;
    halt();
    forget();
    [film] = field.files;
    field.value = ""; // it goes in chunks and not with the form
    waiting.hidden = true;
    run();
  });

  form.addEventListener("submit", (event) => {
    if (!isUnderWay()) return;
    event.preventDefault();
    say(`Chưa lưu: video còn đang lên (${progress.value} %). Hãy lưu khi đã lên đủ, hoặc bấm “Bỏ video này”.`);
    box.scrollIntoView({ block: "center" });
  });

  addEventListener("beforeunload", (event) => {
    if (isUnderWay()) event.preventDefault();
  });

  if (number.value) offer("drop");
  listWaiting();
}
