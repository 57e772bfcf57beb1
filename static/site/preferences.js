/* The reader's wishes as remembered, set before anything is painted. Loaded in the head, on its own, on purpose. */
"use strict";
{
  const page = document.documentElement;
  page.classList.add("js");
  for (const name of ["size", "spacing", "contrast"]) {
    try {
      const wish = localStorage.getItem(`reading-${name}`);
      if (wish) page.dataset[name] = wish;
    } catch {
      // storage is refused: the page is as it comes
    }
  }
}
