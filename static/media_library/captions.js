/* Captions beside their film: each line with its times, set from the film by button or key, written back into the
   plain field, which is what is sent and what the server checks. */
"use strict";
{
  const FASTEST = 20; // letters a second; broadcasters allow 15 to 21
  const NEW_LINE = 2; // seconds that a new line is given
  const TIME = /^(?:(\d{1,3}):)?(\d{1,2}):([0-5]?\d)(?:[.,](\d{1,3}))?$/;
  const CUE = /^(\S+)[ \t]+-->[ \t]+(\S+)[ \t]*(.*)$/;
  const field = document.getElementById("id_captions");

  // Times, in seconds to the thousandth

  const seconds = (text) => {
    const found = TIME.exec(text.trim());
    if (!found) return null;
    const [hours, minutes, whole] = found.slice(1, 4).map((part) => Number(part ?? 0));
    return (hours * 60 + minutes) * 60 + whole + Number((found[4] ?? "").padEnd(3, "0")) / 1000;
  };

  const clock = (moment) => {
    const all = Math.round(moment * 1000);
    const two = (number) => String(number).padStart(2, "0");
    const [hours, minutes, whole] = [Math.floor(all / 3600000), Math.floor(all / 60000) % 60, Math.floor(all / 1000) % 60];
    return `${hours ? `${two(hours)}:` : ""}${two(minutes)}:${two(whole)}.${String(all % 1000).padStart(3, "0")}`;
  };

  // WebVTT and SubRip; what is no line of the captions (a note, a number) stays before the line it stood before

  const read = (text) => {
    const cues = [];
    let [head, before] = ["WEBVTT", []];
    for (const block of text.replaceAll("\r\n", "\n").replace(/^\uFEFF/, "").trim().split(/\n{2,}/)) {
      const lines = block.split("\n");
      if (/^WEBVTT/.test(lines[0])) {
        head = lines.shift();
        if (!lines.length) continue;
      }
      const at = lines.findIndex((line) => line.includes("-->"));
      const [, start, end, settings] = CUE.exec(lines[at] ?? "") ?? [];
      if (start === undefined || seconds(start) === null || seconds(end) === null) {
        if (lines.join("").trim()) before.push(lines.join("\n"));
        continue;
      }
      if (at > 0 && !/^\d+$/.test(lines[at - 1])) before.push(...lines.slice(0, at));
      cues.push({ before, start: seconds(start), end: seconds(end), settings, text: lines.slice(at + 1).join("\n") });
      before = [];
    }
    return { head, cues, after: before };
  };

  const written = ({ head, cues, after }) => {
    const blocks = cues.map(({ before, start, end, settings, text }) =>
      [...before, `${`${clock(start)} --> ${clock(end)} ${settings}`.trim()}\n${text.replace(/\n{2,}/g, "\n").trim()}`].join("\n\n"),
    );
    return cues.length || after.length ? [head, ...blocks, ...after].join("\n\n") + "\n" : "";
  };

  // What an editor should look at again

  const said = (cue) => cue.text.replace(/<[^>]*>/g, "").replace(/\s+/g, " ").trim();

  const faults = (cues, number, length) => {
    const [cue, last] = [cues[number], cues[number - 1]];
    const pace = said(cue).length / (cue.end - cue.start);
    return [
      !said(cue) && "Lời này chưa có chữ.",
      cue.end <= cue.start && "Lời phải kết thúc sau khi bắt đầu.",
      last && cue.start < last.end && `Bắt đầu khi lời trước chưa hết (${clock(last.end)}).`,
      cue.end > cue.start && pace > FASTEST && `Đọc không kịp: ${Math.round(pace)} chữ cái mỗi giây, nên dưới ${FASTEST}.`,
      length && cue.end > length + 0.5 && `Kết thúc sau khi phim đã hết (${clock(length)}).`,
    ].filter(Boolean);
  };

  // The editor

  const make = (tag, properties = {}, ...children) => {
    const element = Object.assign(document.createElement(tag), properties);
    element.append(...children);
    return element;
  };
  const button = (text, act, name = "") => {
    const made = make("button", { type: "button", className: "button", textContent: text });
    if (name) made.setAttribute("aria-label", name);
    made.addEventListener("click", act);
    return made;
  };

  class Editor {
    constructor() {
      this.captions = read(field.value);
      this.undone = [];
      this.current = 0;
      this.list = make("ol", { className: "captions-cues" });
      this.status = make("p", { className: "captions-status", role: "status" });
      this.film = field.dataset.film ? this.makeFilm() : null;
      this.element = make("div", { className: "captions-editor" }, this.makeSide(), make("div", {}, this.status, this.list));
      this.element.setAttribute("role", "group");
      this.element.setAttribute("aria-label", "Soạn phụ đề từng lời");
      this.element.addEventListener("keydown", (event) => this.press(event));
      this.show();
    }

    get cues() {
      return this.captions.cues;
    }

    makeFilm() {
      const film = make("video", { controls: true, preload: "metadata", src: field.dataset.film });
      film.setAttribute("aria-label", "Phim đang làm phụ đề");
      this.track = film.addTextTrack("captions", "Tiếng Việt", "vi");
      this.track.mode = "showing";
      film.addEventListener("timeupdate", () => this.markCurrent());
      film.addEventListener("loadedmetadata", () => this.warn());
      return film;
    }

    makeSide() {
      const file = make("input", { type: "file", accept: ".vtt,.srt,text/vtt" });
      file.addEventListener("change", () => this.load(file));
      const shift = make("input", { type: "text", inputMode: "decimal", value: "0,5", size: 5 });
      const acts = [
        make("label", {}, "Lấy từ tệp .vtt hoặc .srt ", file),
        make("div", { className: "captions-shift" }, make("label", {}, "Dời tất cả (giây, lùi thì thêm dấu trừ) ", shift),
          button("Dời", () => this.shift(shift.value))),
        make("div", { className: "captions-acts" }, button("Thêm lời ở cuối", () => this.add(this.cues.length - 1)),
          button("Xếp theo thời gian", () => this.sort()), button("Hoàn tác", () => this.undo())),
      ];
      const keys = this.film
        ? "Phím khi đang ở một lời: Alt+Z phát hoặc dừng, Alt+X bắt đầu ở giờ phim, Alt+C kết thúc ở giờ phim, Alt+Enter thêm lời, Alt+S tách tại con trỏ, Alt+Delete xóa, Alt+↑ và Alt+↓ sang lời khác."
        : "Lưu tệp video trước thì phim hiện ở đây. Phím khi đang ở một lời: Alt+Enter thêm lời, Alt+S tách tại con trỏ, Alt+Delete xóa, Alt+↑ và Alt+↓ sang lời khác.";
      const side = make("div", { className: "captions-side" }, ...(this.film ? [this.film] : []), ...acts);
      side.append(make("p", { className: "help", textContent: keys }));
      return side;
    }

    // Showing

    show(focused = null) {
      this.list.replaceChildren(...this.cues.map((cue, number) => this.row(cue, number)));
      this.warn();
      if (focused === null) return;
      const row = this.list.children[Math.min(Math.max(focused, 0), this.cues.length - 1)];
      if (row) row.querySelector("textarea").focus();
      else this.element.querySelector(".captions-acts button").focus();
    }

    row(cue, number) {
      const name = `lời ${number + 1}`;
      const text = make("textarea", { rows: 2, value: cue.text });
      text.setAttribute("aria-label", `Chữ của ${name}`);
      text.setAttribute("aria-describedby", `captions-fault-${number}`);
      text.addEventListener("input", () => this.change(cue, { text: text.value }));
      const acts = [
        ...(this.film ? [button("Phát", () => this.play(number), `Phát từ ${name}`)] : []),
        button("Thêm sau", () => this.add(number), `Thêm lời sau ${name}`),
        button("Tách", () => this.split(number), `Tách ${name} tại con trỏ`),
        button("Xóa", () => this.remove(number), `Xóa ${name}`),
      ];
      const times = make("div", { className: "captions-times" }, this.time(cue, number, "start"), this.time(cue, number, "end"));
      const row = make("li", {}, times, text, make("p", { className: "captions-fault", id: `captions-fault-${number}` }),
        make("div", { className: "captions-acts" }, ...acts));
      row.addEventListener("focusin", () => { this.current = number; });
      return row;
    }

    time(cue, number, which) {
      const word = which === "start" ? "Bắt đầu" : "Kết thúc";
      const input = make("input", { type: "text", value: clock(cue[which]), size: 12, className: `captions-${which}` });
      input.setAttribute("aria-label", `${word} của lời ${number + 1}, viết như 00:01.000`);
      input.addEventListener("change", () => {
        const moment = seconds(input.value);
        input.setAttribute("aria-invalid", String(moment === null));
        if (moment === null) return this.say(`${word} của lời ${number + 1} phải viết như 00:01.000; chưa đổi.`);
        input.value = clock(moment);
        this.change(cue, { [which]: moment });
      });
      const label = make("label", {}, `${word} `, input);
      const name = `${word} của lời ${number + 1}: lấy giờ phim`;
      const now = this.film ? [button("Giờ phim", () => this.setTime(number, which), name)] : [];
      return make("div", { className: "captions-time" }, label, ...now);
    }

    warn() {
      const length = this.film?.duration || 0;
      const found = this.cues.map((_, number) => faults(this.cues, number, length).join(" "));
      found.forEach((fault, number) => {
        this.list.children[number].querySelector(".captions-fault").textContent = fault;
      });
      const count = found.filter(Boolean).length;
      if (!this.cues.length) this.say("Chưa có lời nào.");
      else this.say(`${this.cues.length} lời; ${count ? `${count} lời cần xem lại` : "không lời nào cần xem lại"}.`);
      this.showOnFilm();
    }

    say(sentence) {
      if (this.status.textContent !== sentence) this.status.textContent = sentence; // not read out again at every letter
    }

    showOnFilm() {
      if (!this.track) return;
      for (const cue of [...(this.track.cues ?? [])]) this.track.removeCue(cue);
      for (const { start, end, text } of this.cues) if (end > start) this.track.addCue(new VTTCue(start, end, text));
    }

    markCurrent() {
      const now = this.film.currentTime;
      this.cues.forEach(({ start, end }, number) => {
        this.list.children[number].classList.toggle("current", start <= now && now < end);
      });
    }

    // Writing back

    keep() {
      field.value = written(this.captions);
      field.dispatchEvent(new Event("change", { bubbles: true }));
    }

    change(cue, fields) {
      Object.assign(cue, fields);
      this.keep();
      this.warn();
    }

    remake(act, focused = null) {
      this.undone.push(field.value);
      act();
      this.keep();
      this.show(focused);
    }

    undo() {
      if (!this.undone.length) return this.say("Không có gì để hoàn tác.");
      field.value = this.undone.pop();
      this.takeOver();
    }

    takeOver() {
      this.captions = read(field.value);
      this.show();
    }

    // Acts

    play(number) {
      this.film.currentTime = this.cues[number].start;
      this.film.play().catch(() => this.say("Trình duyệt chưa phát được phim này."));
    }

    setTime(number, which) {
      const moment = Math.round(this.film.currentTime * 1000) / 1000;
      this.list.children[number].querySelector(`.captions-${which}`).value = clock(moment);
      this.change(this.cues[number], { [which]: moment });
    }

    add(number) {
      const next = this.cues[number + 1];
      const start = this.cues[number]?.end ?? this.film?.currentTime ?? 0;
      const end = next && next.start > start ? Math.min(next.start, start + NEW_LINE) : start + NEW_LINE;
      this.remake(() => this.cues.splice(number + 1, 0, { before: [], start, end, settings: "", text: "" }), number + 1);
    }

    split(number) {
      const cue = this.cues[number];
      const text = this.list.children[number].querySelector("textarea");
      const inside = text.selectionStart > 0 && text.selectionStart < cue.text.length;
      const place = inside ? text.selectionStart : (cue.text.indexOf(" ", cue.text.length / 2) + 1 || cue.text.length);
      const now = this.film?.currentTime ?? 0;
      const share = cue.start + (cue.end - cue.start) * (place / Math.max(cue.text.length, 1));
      const moment = Math.round((now > cue.start && now < cue.end ? now : share) * 1000) / 1000;
      const rest = { ...cue, before: [], start: moment, text: cue.text.slice(place).trim() };
      this.remake(() => {
        Object.assign(cue, { end: moment, text: cue.text.slice(0, place).trim() });
        this.cues.splice(number + 1, 0, rest);
      }, number + 1);
    }

    remove(number) {
      this.remake(() => this.cues.splice(number, 1), number);
      this.say(`Đã xóa lời ${number + 1}; bấm “Hoàn tác” nếu xóa nhầm.`);
    }

    sort() {
      this.remake(() => this.cues.sort((one, other) => one.start - other.start));
    }

    shift(typed) {
      const by = Number(typed.trim().replace(",", "."));
      if (!typed.trim() || Number.isNaN(by)) return this.say("Hãy viết số giây cần dời, ví dụ 0,5 hoặc -1,2.");
      const moved = (moment) => Math.max(0, Math.round((moment + by) * 1000) / 1000);
      this.remake(() => this.cues.forEach((cue) => Object.assign(cue, { start: moved(cue.start), end: moved(cue.end) })));
    }

    async load(input) {
      const [file] = input.files;
      if (!file) return;
      const found = read(await file.text());
      input.value = "";
      if (!found.cues.length) return this.say(`Tệp “${file.name}” không có lời nào viết theo kiểu .vtt hoặc .srt.`);
      found.cues.sort((one, other) => one.start - other.start);
      this.remake(() => { this.captions = found; });
    }

    // Keys

    press(event) {
      if (event.key === "Enter" && event.target.matches("input[type=text]")) {
        event.preventDefault(); // it would send the form
        event.target.dispatchEvent(new Event("change"));
      }
      const row = event.target.closest("li");
      if (!event.altKey || event.ctrlKey || event.metaKey || !row) return;
      const [number, film] = [this.current, this.film];
      const act = {
        KeyZ: film && (() => (film.paused ? this.play(number) : film.pause())),
        KeyX: film && (() => this.setTime(number, "start")),
        KeyC: film && (() => this.setTime(number, "end")),
        KeyS: () => this.split(number),
        Enter: () => this.add(number),
        Delete: () => this.remove(number),
        ArrowUp: () => this.list.children[number - 1]?.querySelector("textarea").focus(),
        ArrowDown: () => this.list.children[number + 1]?.querySelector("textarea").focus(),
      }[event.code];
      if (!act) return;
      event.preventDefault();
      act();
    }
  }

  if (field) {
    const editor = new Editor();
    field.closest(".form-row").append(editor.element);
    field.addEventListener("input", () => editor.takeOver());
  }
}
