"""Whether everything on a page is reached by the Tab key, and seen when it is."""

ENOUGH = 1000  # presses; no page of ours has so much to reach

EXPECTED = """() => {
  window.todo = new Set([...document.querySelectorAll(
    "a[href], button, input, select, textarea, summary, audio[controls], video[controls], [tabindex]")]
    .filter(element => element.tabIndex >= 0 && !element.disabled && element.type !== "hidden"
      && element.checkVisibility({visibilityProperty: true})));
}"""

# The mark is an outline: forced colours take shadows away.
# What lies on top in the middle of a thing that is seen is the thing, a part of it, or what it is a part of.
FOCUSED = """() => {
  const element = document.activeElement;
  if (!element || element === document.body || element === document.documentElement) return null;
  const again = window.last === element;
  window.last = element;
  window.todo.delete(element);
  const faults = [];
  const style = getComputedStyle(element);
  const marked = style.outlineStyle !== "none" && parseFloat(style.outlineWidth) > 0;
  if (!marked && !element.matches("video, audio, iframe")) faults.push("no mark of focus");
  const boxes = [...element.getClientRects()].filter(box => box.width > 0 && box.height > 0);
  const seen = boxes.some(box => {
    const top = document.elementFromPoint(box.x + box.width / 2, box.y + Math.min(box.height / 2, innerHeight / 2));
    return top && (element.contains(top) || (top.contains(element) && !top.contains(document.body)));
  });
  if (!seen) faults.push("not seen");
  return {again, faults: faults.map(fault => `${fault}: ${element.outerHTML.slice(0, 120)}`)};
}"""
UNREACHED = "() => [...todo].map(element => `not reached: ${element.outerHTML.slice(0, 120)}`)"
AT_SKIP_LINK = "document.activeElement.matches(`a[href='#${document.querySelector('main').id}']`)"
IN_MAIN = "document.activeElement.closest('main') !== null"


def out_of_reach(page, address):
    """What the Tab key does not reach or shows no focus on; the first stop leads past the masthead."""
    page.goto(address)
    page.evaluate(EXPECTED)
    found = []
    for _ in range(ENOUGH):
        page.keyboard.down("Tab")  # held down, it goes on, in half the time
        stop = page.evaluate(FOCUSED)
        if stop is None:
            break
        found += [] if stop["again"] else stop["faults"]
    page.keyboard.up("Tab")
    return found + page.evaluate(UNREACHED) + _skip_link(page)


def _skip_link(page):
    """Past the last stop comes the first."""
    page.keyboard.press("Tab")
    if not page.evaluate(AT_SKIP_LINK):
        return ["the first stop is no link to the main text"]
    page.keyboard.press("Enter")
    return [] if page.evaluate(IN_MAIN) else ["the skip link does not lead into the main text"]
