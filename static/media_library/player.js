/* The film on a segment's page: a foreign player once it is asked for, times that lead to their moment, the line
   that is being said. */
"use strict";
{
  const film = document.querySelector("video.player");
  const screen = document.querySelector(".foreign-screen");
  const links = [...document.querySelectorAll("a[data-moment]")];

  // A foreign player, which nothing is asked of before

  const startingAt = (moment) => {
    const address = new URL(screen.dataset.embed);
    address.searchParams.set("autoplay", "1");
    return address.href + (moment ? screen.dataset.embedMoment.replace("{}", moment) : "");
  };

  const show = (moment = 0) => {
    const frame = document.createElement("iframe");
    frame.title = screen.dataset.title;
    frame.allow = "autoplay; encrypted-media; fullscreen; picture-in-picture";
    frame.referrerPolicy = "strict-origin-when-cross-origin"; // YouTube plays for nobody who does not say where
    frame.src = startingAt(moment);
    screen.replaceChildren(frame);
    frame.focus();
  };

  screen?.querySelector("button").addEventListener("click", () => show());

  // Times in chapters and in what is said

  const seek = (moment) => {
    if (!film) return show(moment);
    film.currentTime = moment;
    film.play().catch(() => {}); // a browser may refuse; the moment is shown all the same
    film.focus();
  };

  if (film || screen) {
    for (const link of links) {
      link.addEventListener("click", (event) => {
        if (event.ctrlKey || event.metaKey || event.shiftKey) return; // into a tab of its own
        event.preventDefault();
        seek(Number(link.dataset.moment));
      });
    }
  }

  const asked = new URLSearchParams(location.search).get("t"); // as search engines link to a chapter
  if (film && /^\d{1,6}$/.test(asked ?? "")) film.currentTime = Number(asked);

  // In each list the line of the moment is marked

  const mark = (list) => {
    const current = list.findLast((link) => Number(link.dataset.moment) <= film.currentTime);
    for (const link of list) {
      if (link === current) link.setAttribute("aria-current", "true");
      else link.removeAttribute("aria-current");
    }
  };

  if (film) {
    const lists = [".chapters", ".transcript"].map((part) => links.filter((link) => link.closest(part)));
    film.addEventListener("timeupdate", () => lists.forEach(mark));
  }
}
