"""The colours of the site where no style sheet applies: drawn pictures, a browser's own bars. As in tokens.css."""

PAPER = "#fffdf9"
INK = "#1d1a16"
MASTHEAD = "#a8121c"
RED_DEEP = "#7f0d15"
ON_MASTHEAD = "#fffdf9"
GOLD = "#d9a21b"
DARK_PAPER = "#161311"
