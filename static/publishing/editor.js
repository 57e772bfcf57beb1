/* What CKEditor lacks for us: the look of the public body, and the fonts of the 1990s in what is pasted. */
"use strict";
{
  // Letters that only Vietnamese in Unicode has, as in vietnamese/encodings.py
  const unicode = /[ĂăĐđĨĩŨũƠơƯư\u1ea0-\u1ef9]/;

  // The encoding that a CSS list of fonts implies: its first name decides
  const encodingOf = (fonts) => {
    const name = fonts.split(",")[0].replace(/^["'\s]+|["'\s]+$/g, "").toLowerCase();
    if (name.startsWith(".vn")) return name.endsWith("h") ? "tcvn3-capitals" : "tcvn3";
    return name.startsWith("vni-") ? "vni" : null;
  };

  const readerOf = (encoding, tables) => {
    const table = tables[encoding.split("-")[0]];
    const letters = Object.keys(table).map((key) => key.replace(/[\\^$.*+?()[\]{}|]/g, "\\$&"));
    const pattern = new RegExp(letters.join("|"), "g"); // longest first: the tables are in that order
    const read = (text) => text.replace(pattern, (found) => table[found]);
    return encoding.endsWith("capitals") ? (text) => read(text).toUpperCase() : read;
  };

  // Word names the font of a paragraph in a style sheet: put it where inline fonts are
  const spreadFonts = (page) => {
    for (const sheet of page.querySelectorAll("style")) {
      for (const [, selectors, rules] of sheet.textContent.matchAll(/([^{}]+)\{([^{}]*)\}/g)) {
        const fonts = /(?:^|[;\s])font-family\s*:\s*([^;]+)/i.exec(rules)?.[1];
        if (!fonts || !encodingOf(fonts)) continue;
        for (const selector of selectors.replace(/<!--|\/\*[^]*?\*\//g, "").split(",")) {
          if (!/^\s*[\w.-]+\s*$/.test(selector)) continue; // such as p.MsoNormal; others are @font-face and the like
          for (const element of page.querySelectorAll(selector)) element.dataset.font ??= fonts;
        }
      }
    }
  };

  const fontsOf = (text) => {
    for (let element = text.parentElement; element; element = element.parentElement) {
      const inline = /(?:^|[;\s])font-family\s*:\s*([^;]+)/i.exec(element.getAttribute("style") ?? "");
      const fonts = inline?.[1] ?? element.getAttribute("face") ?? element.dataset.font;
      if (fonts) return fonts;
    }
    return "";
  };

  const inUnicode = (html, tables) => {
    if (!/\.vn|vni-/i.test(html)) return html;
    const page = new DOMParser().parseFromString(html, "text/html");
    spreadFonts(page);
    const found = new Map();
    const texts = page.createTreeWalker(page.body, NodeFilter.SHOW_TEXT);
    while (texts.nextNode()) {
      const encoding = encodingOf(fontsOf(texts.currentNode));
      if (encoding) found.set(encoding, [...(found.get(encoding) ?? []), texts.currentNode]);
    }
    for (const [encoding, nodes] of found) {
      const whole = nodes.map((node) => node.data.normalize("NFC")).join("");
      if (unicode.test(whole)) continue; // somebody typed Unicode with the old font chosen
      const read = readerOf(encoding, tables);
      for (const node of nodes) node.data = read(node.data.normalize("NFC"));
    }
    return page.documentElement.outerHTML;
  };

  // The editor's buttons are links to "javascript:void(0)", which the policy refuses, rightly
  document.addEventListener("click", (event) => {
    if (event.target.closest?.('[class*="cke_"] a[href^="javascript:"]')) event.preventDefault();
  });

  CKEDITOR.on("dialogDefinition", ({ data: { name, definition } }) => {
    definition.removeContents("upload"); // an iframe with an inline script, and nothing to upload to
    if (name !== "link") return;
    const info = definition.getContents("info");
    const keep = (field, values) => {
      field.items = field.items.filter((item) => values.includes(item[1] ?? item[0]));
    };
    keep(info.get("linkType"), ["url", "email", "tel"]); // the grammar takes no others
    keep(info.get("protocol"), ["http://", "https://", ""]);
  });

  CKEDITOR.on("instanceCreated", ({ editor }) => {
    const convert = (event) => {
      event.data.dataValue = inUnicode(event.data.dataValue, editor.config.legacyEncodings);
    };
    // The filters of both drop the fonts; Word's reads the clipboard once more. The clipboard is read at 1, filtered at 3
    editor.on("paste", convert, null, null, 2);
    editor.on("pasteFromWord", convert, null, null, 1);
    editor.on("contentDom", () => editor.editable().addClass("body"));
  });
}
