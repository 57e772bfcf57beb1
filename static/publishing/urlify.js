/* The slug as vietnamese.slugs makes it, while the title is typed. Takes the place of Django's URLify, which makes
   "dji-djoan-kt" of "Đại đoàn kết"; comes after admin/js/urlify.js. */
"use strict";
{
  // Letters that Unicode does not take apart
  const wholeLetters = {
    đ: "d", ð: "d", ɖ: "d", ħ: "h", ı: "i", ł: "l", ø: "o", ŧ: "t", æ: "ae", œ: "oe", ß: "ss", þ: "th",
  };
  const marksAndUnseen = /(?!\u034f)[\p{Mn}\p{Cf}\p{Cs}]/gu;

  const fold = (text) =>
    text
      .normalize("NFKD")
      .replace(marksAndUnseen, "")
      .toLowerCase()
      .replace(/[đðɖħıłøŧæœßþ]/g, (letter) => wholeLetters[letter]);

  window.URLify = (text, maxLength = 120) => {
    const slug = fold(text)
      .replace(/[^a-z0-9]+/g, "-")
      .replace(/^-|-$/g, "");
    if (slug.length <= maxLength) {
      return slug;
    }
    const wholeWords = slug.slice(0, maxLength + 1).replace(/-?[^-]*$/, "");
    return wholeWords || slug.slice(0, maxLength);
  };
}
