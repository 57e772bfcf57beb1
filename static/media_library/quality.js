/* Another quality of the film, from the moment where it is; what was chosen holds for the films to come. */
"use strict";
{
  const player = document.querySelector("video.player");
  const list = document.querySelector(".qualities");
  const links = [...list.querySelectorAll("a")];
  const status = list.querySelector("[role=status]");
  const WISH = "video-quality";

  const remembered = () => {
    try {
      return localStorage.getItem(WISH);
    } catch {
      return null; // storage is refused
    }
  };

  const remember = (side) => {
    try {
      localStorage.setItem(WISH, side);
    } catch {
      // it holds for this page
    }
  };

  const mark = (chosen) => {
    for (const link of links) {
      if (link === chosen) link.setAttribute("aria-current", "true");
      else link.removeAttribute("aria-current");
    }
  };

  const change = (link) => {
    const { currentTime, paused } = player;
    mark(link);
    player.src = link.href;
    player.load();
    if (currentTime) player.addEventListener("loadedmetadata", () => (player.currentTime = currentTime), { once: true });
    if (!paused) player.play().catch(() => {}); // a browser may refuse; the controls are there
  };

  list.addEventListener("click", (event) => {
    const link = event.target.closest("a");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    if (link.hasAttribute("aria-current")) return;
    change(link);
    remember(link.dataset.side);
    status.textContent = `Đang phát bản ${link.firstChild.textContent.trim()}.`;
  });

  const wished = links.find((link) => link.dataset.side === remembered());
  if (wished && !wished.hasAttribute("aria-current")) change(wished);
}
