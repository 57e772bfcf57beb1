"""What axe-core finds on a page, in every appearance a reader may have chosen."""

from axe_playwright_python.base import AXE_SCRIPT

WIDTHS = (390, 1280)
APPEARANCES = {
    "light": {"color_scheme": "light", "forced_colors": "none"},
    "dark": {"color_scheme": "dark", "forced_colors": "none"},
    "forced": {"color_scheme": "dark", "forced_colors": "active"},
}
# Forced colours are put in place of ours as the page is painted; axe reads the styles beneath, which nobody sees.
BLIND_TO_FORCED = {"color-contrast": {"enabled": False}, "link-in-text-block": {"enabled": False}}
BESIDES = {"target-size": {"enabled": True}}  # WCAG 2.2, which axe leaves out unless asked

RUN = """async rules => {
  for (const animation of document.getAnimations()) animation.finish();
  const found = await axe.run({resultTypes: ["violations"], rules});
  return found.violations.flatMap(({id, nodes}) => nodes.map(({html}) => `${id}: ${html.slice(0, 160)}`));
}"""


def violations(page, address):
    """What breaks a rule of axe-core, best practice included: in light, dark and forced colours, narrow and wide."""
    page.goto(address)
    page.evaluate(AXE_SCRIPT)
    found = []
    for name, appearance in APPEARANCES.items():
        page.emulate_media(**appearance)
        rules = BESIDES | (BLIND_TO_FORCED if name == "forced" else {})
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 900})
            found += [f"{name}, {width} px: {violation}" for violation in page.evaluate(RUN, rules)]
    return found
