"""What axe finds on a page."""

from axe_playwright_python.sync_playwright import Axe

SIZES = [(1280, 900), (390, 844)]
# All rules in the light, in the dark those that see colours
SCHEMES = {"light": {}, "dark": {"runOnly": ["color-contrast", "link-in-text-block"]}}


def faults(page):
    """What axe finds on the page as it stands, at every size and in both schemes."""
    for width, height in SIZES:
        page.set_viewport_size({"width": width, "height": height})
        for scheme, rules in SCHEMES.items():
            page.emulate_media(color_scheme=scheme, reduced_motion="reduce")  # no colour on its way to another
            for violation in Axe().run(page, options={"preload": False, **rules}).response["violations"]:
                nodes = [node["target"] for node in violation["nodes"]]
                yield f"{width} {scheme}: {violation['id']} {nodes[:3]}"
