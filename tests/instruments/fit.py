"""Whether a page fits a narrow window, so that nobody has to scroll sideways to read it."""

WIDTHS = (320, 640)  # the smallest phone; what is left of 1280 px at 200 % zoom

# Beside what makes the page scroll: what is cut off at the edge. A box that scrolls of itself may hold what is wider.
STICKING_OUT = """() => {
  const found = [];
  const width = document.documentElement.clientWidth;
  if (document.documentElement.scrollWidth > width) found.push(`${document.documentElement.scrollWidth} px wide`);
  const scrolls = element =>
    element && (/auto|scroll/.test(getComputedStyle(element).overflowX) || scrolls(element.parentElement));
  for (const element of document.body.querySelectorAll("*")) {
    if (element.getBoundingClientRect().right <= width + 1 || !element.checkVisibility()) continue;
    const words = [...element.childNodes].some(node => node.nodeType === Node.TEXT_NODE && node.data.trim());
    if ((words || element.matches("img, video, input, select, button")) && !scrolls(element.parentElement))
      found.push(element.outerHTML.slice(0, 120));
  }
  return found;
}"""


def sticking_out(page, address):
    """What does not fit into 320 px, and into 640 px as at 200 % zoom."""
    page.goto(address)
    found = []
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 800})
        found += [f"{width} px: {what}" for what in page.evaluate(STICKING_OUT)]
    return found
