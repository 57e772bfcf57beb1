"""How much of a page moves after it has been painted, when its parts come late."""

AT_MOST = 0.01
LATE = {"font", "image", "media"}
SLOW = {"offline": False, "latency": 400, "downloadThroughput": 200_000, "uploadThroughput": 100_000}  # ms, bytes/s

WATCH = """
window.moved = [];
new PerformanceObserver(list => {
  for (const entry of list.getEntries()) {
    const places = entry.sources.map(({node}) => node?.outerHTML ?? node?.textContent ?? "").join(" ");
    window.moved.push([entry.value, places.slice(0, 160)]);
  }
}).observe({type: "layout-shift", buffered: true});
"""
PAINTED = """() => new Promise(painted => {
  new PerformanceObserver(list => {
    if (list.getEntriesByName("first-contentful-paint").length) painted();
  }).observe({type: "paint", buffered: true});
})"""
SETTLE = """async () => {
  const frame = () => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)));
  await document.fonts.ready;
  for (let top = 0; top < document.documentElement.scrollHeight; top += innerHeight) {
    window.scrollTo(0, top);
    await frame();
  }
  const pictures = [...document.images].filter(picture => picture.checkVisibility());
  await Promise.allSettled(pictures.map(picture => picture.decode()));
  await frame();
  return window.moved;
}"""


def shift_when_late(page, address):
    """The sum of layout shifts and where they were, when fonts and pictures come only after the first paint."""
    held = []
    passing = False

    def hold(route):
        if route.request.resource_type in LATE and not passing:
            held.append(route)
        else:
            route.fallback()

    page.route("**/*", hold)
    page.add_init_script(WATCH)
    page.goto(address, wait_until="commit")
    page.evaluate(PAINTED)
    passing = True
    for route in held:
        route.fallback()
    return _settled(page)


def shift_when_slow(page, address):
    """The same over a slow network: 400 ms away, 200 kB a second."""
    page.add_init_script(WATCH)
    browser = page.context.new_cdp_session(page)
    browser.send("Network.emulateNetworkConditions", SLOW)
    page.goto(address, timeout=180_000)
    page.set_default_timeout(180_000)
    return _settled(page)


def _settled(page):
    page.wait_for_load_state("load")
    moved = page.evaluate(SETTLE)
    return sum(value for value, _ in moved), [f"{value:.3f}: {places}" for value, places in moved]
