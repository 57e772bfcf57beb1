/* The number of unread notifications, as the answers to an open form's pings tell it. */
"use strict";
document.addEventListener("staff:presence", ({ detail }) => {
  const number = document.getElementById("bell-number");
  if (!number || detail.unread === undefined) return;
  const text = number.querySelector("b");
  if (text.textContent !== detail.unread) text.textContent = detail.unread;
  number.hidden = !detail.unread;
});
