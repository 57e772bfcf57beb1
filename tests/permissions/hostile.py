"""Requests that no page makes, drawn by a seed: fields of forms and parameters of queries with hostile values."""

import random
from html.parser import HTMLParser
from urllib.parse import urlencode

from tests.desk.forgeries import ASKED, ASKED_FOR, ASKED_OF_A_LIST, LARGE, LOOKUPS, MOMENTS, NAMES, list_of
from tests.desk.forms import Fields
from tests.permissions.exchanges import exchange
from tests.portal.malformed import VALUES as HEADER_VALUES

CALL = "hoancanh()"  # what a script of ours would call if one ran
SCRIPTS = [
    f"<script>{CALL}</script>",
    f'"><img src=x onerror={CALL}>',
    f"'><svg/onload={CALL}>",
    f"</textarea></title><script>{CALL}</script>",
    f'<a href="javascript:{CALL}">x</a>',
    f"javascript:{CALL}",
    f'" autofocus onfocus={CALL} x="',
    f"<iframe srcdoc='<script>{CALL}</script>'>",
    f"<math><mtext><table><mglyph><style><img src=x onerror={CALL}>",
    f"data:text/html,<script>{CALL}</script>",
]
VALUES = [
    *SCRIPTS,
    *(value for value in [*ASKED_FOR, *MOMENTS, *HEADER_VALUES] if len(value) < 10_000),
    *(
        "{{7*7}}",
        "%s%n",
        "' OR 1=1 --",
        "../../etc/passwd",
        "on",
        "1,2,3",
        f"1,{LARGE}",
        "[]",
        "{}",
        "null",
        "NaN",
        "Infinity",
    ),
    *(
        "\u202e",
        "\u200b",
        "\ufeffx",
        "\U0001f600" * 200,
        "ạ" * 3_000,
        "\r\nSet-Cookie: a=b",
        "<!--",
        "31/02/2026",
        "25:61",
    ),
]
RUNS_FROM = {"href", "src", "action", "formaction", "data", "xlink:href"}


class _Scripts(HTMLParser):
    """`found`: what of a page would run a script that was sent."""

    CDATA_CONTENT_ELEMENTS = ("script",)  # in some places browsers read elements within others of these

    def __init__(self):
        super().__init__()
        self.found, self._in_script = [], False

    def handle_starttag(self, tag, attrs):
        self._in_script = tag == "script" and "json" not in (dict(attrs).get("type") or "")
        for name, value in ((name, (value or "").strip().lower()) for name, value in attrs):
            is_address = name in RUNS_FROM and value.startswith(("javascript:", "data:text/html"))
            if CALL in value and (is_address or name.startswith("on") or name == "srcdoc"):
                self.found.append(f"{tag} {name}={value}")

    def handle_endtag(self, tag):
        self._in_script = False

    def handle_data(self, data):
        if self._in_script and CALL in data:
            self.found.append(data)


def has_script(exchange):
    """Whether what a browser is given as a page would run a script that was sent."""
    if not exchange.is_page or CALL.encode() not in exchange.body:
        return False
    page = _Scripts()
    page.feed(exchange.body.decode("utf-8", "replace"))
    return bool(page.found)


class Generator:
    """`request(address, name)` is `(method, address, body)`, another each time and the same for a seed."""

    def __init__(self, seed, boss):
        self.random, self.boss, self._opened = random.Random(seed), boss, {}

    def request(self, name, address):
        path, _, asked = address.partition("?")
        query = f"{asked}&{self._query(name)}" if self.random.random() < 0.5 else asked
        if self.random.random() < 0.4:
            return self.random.choice(["GET", "GET", "HEAD", "OPTIONS"]), f"{path}?{query}", ""
        return "POST", f"{path}?{query}", self._body(address)

    def _query(self, name):
        names = [*ASKED, *ASKED_OF_A_LIST]
        if model_admin := list_of(name):
            filters = [one for one in model_admin.list_filter if isinstance(one, str)]
            names += [column + lookup for column in filters for lookup in LOOKUPS]
        return _encoded({one: self._value() for one in self.random.sample(names, self.random.randint(1, 4))})

    def _body(self, address):
        """The form as it stands there, with some fields hostile, some left out and some that it does not have."""
        if address not in self._opened:
            page = exchange(self.boss, "GET", address)
            self._opened[address] = Fields(page.body.decode("utf-8", "replace")).values if page.is_page else {}
        fields = dict(self._opened[address])
        for name in self.random.sample(list(fields), min(len(fields), self.random.choice([0, 1, 1, 2, 5]))):
            fields[name] = self._value()
        for name in self.random.sample(NAMES, self.random.choice([0, 0, 1, 3])):
            fields[name] = self._value()
        if fields and self.random.random() < 0.1:
            fields.pop(self.random.choice(list(fields)))
        fields.pop("form_token", None)
        return _encoded(fields)

    def _value(self):
        return self.random.choice(SCRIPTS if self.random.random() < 0.4 else VALUES)


def _encoded(fields):
    return urlencode(fields, doseq=True, errors="surrogatepass")
