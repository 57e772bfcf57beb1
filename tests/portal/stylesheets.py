"""Our style sheets as far as colours go: the tokens in each appearance, the rules, the literals, and WCAG's ratio."""

import re
from pathlib import Path

from PIL.ImageColor import colormap

STATIC = Path(__file__).parents[2] / "static"
TOKENS = STATIC / "site" / "tokens.css"
OTHERS = sorted({*STATIC.glob("site/*.css"), *STATIC.glob("publishing/*.css")} - {TOKENS})

DARK, CONTRAST = "(prefers-color-scheme: dark)", ":root[data-contrast]"
APPEARANCES = {
    "light": [("", ":root")],
    "dark": [("", ":root"), (DARK, ":root")],
    "light, more contrast": [("", ":root"), ("", CONTRAST)],
    "dark, more contrast": [("", ":root"), (DARK, ":root"), ("", CONTRAST), (DARK, CONTRAST)],
}

HEX = re.compile(r"#(?:[0-9a-f]{8}|[0-9a-f]{6}|[0-9a-f]{3,4})\b", re.IGNORECASE)
FUNCTION = re.compile(r"\b(?:rgba?|hsla?|hwb|lab|lch|oklab|oklch|color)\(", re.IGNORECASE)
NAME = re.compile(rf"(?<![\w-])(?:{'|'.join(colormap)})(?![\w(-])", re.IGNORECASE)


def rules(css, media=""):
    """Every rule as (media query or layer round it, selector, declarations); comments are left out."""
    css = re.sub(r"/\*.*?\*/", "", css, flags=re.DOTALL)
    depth = start = 0
    for brace in re.finditer(r"[{}]", css):
        if brace.group() == "{":
            if depth == 0:
                opened = brace.start()
            depth += 1
        elif depth := depth - 1:
            continue
        else:
            selector, block = css[start:opened].rpartition(";")[2].strip(), css[opened + 1 : brace.start()]
            start = brace.end()
            yield from rules(block, selector) if "{" in block else [(media, selector, block)]


def tokens(appearance):
    """The colours by name, without the dashes, as they stand in an appearance."""
    found = {}
    for media, selector in APPEARANCES[appearance]:
        for round_it, own, block in rules(TOKENS.read_text()):
            if own == selector and (DARK in round_it) == bool(media):
                found |= dict(re.findall(r"--([\w-]+):\s*(#\w+)", block))
    return found


def literals(css):
    """Colours that are written out in the values of declarations."""
    css = re.sub(r"/\*.*?\*/|\"[^\"]*\"|'[^']*'|url\([^)]*\)", "", css, flags=re.DOTALL)
    values = " ; ".join(re.findall(r":([^;{}]*)(?=[;}])", css))
    return [found for pattern in (HEX, FUNCTION, NAME) for found in pattern.findall(values)]


def pairs(css, names):
    """The tokens that a rule sets as colour and background; a colour alone may come to stand on paper or surface."""
    for *_, block in rules(css):
        colours = re.findall(r"(?<![\w-])color:\s*var\(--([\w-]+)\)", block)
        grounds = re.findall(r"(?<![\w-])background(?:-color)?:([^;]*)", block)
        on = [name for value in grounds for name in re.findall(r"var\(--([\w-]+)\)", value) if name in names]
        yield from ((colour, ground) for colour in colours for ground in on or ["paper", "surface"])


def ratio(colour, ground):
    """WCAG 2's contrast of two colours; a ground that lets light through is taken over white, its worst."""
    lighter, darker = sorted((luminance(colour), luminance(ground)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def luminance(colour):
    red, green, blue, *rest = (int(colour[i : i + 2], 16) / 255 for i in range(1, len(colour), 2))
    opacity = rest[0] if rest else 1
    over_white = (opacity * part + 1 - opacity for part in (red, green, blue))
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in over_white]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
