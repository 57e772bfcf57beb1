"""What the script of a form sends of what is being written in it, and what the form offers again."""

import json
from html.parser import HTMLParser

from django.utils import timezone

from tests.desk.forms import address

KEY = "khoa-cua-mot-bieu-mau1"
ADD = "/admin/news/article/add/unsaved/"


def milliseconds(moment=None):
    return int((moment or timezone.now()).timestamp() * 1000)


def content(fields):
    several = {name: value if isinstance(value, list) else [value] for name, value in fields.items()}
    return json.dumps({"fields": {name: list(map(str, values)) for name, values in several.items()}})


def keep(client, where=ADD, *, key=KEY, at=None, **fields):
    """Send a state of a form, that of a new article or the one of a thing."""
    path = where if isinstance(where, str) else address(where, "unsaved/")
    sent = {"act": "keep", "key": key, "version": at or milliseconds(), "content": content(fields)}
    return client.post(path, sent)


def compare(client, where=ADD, *, key=KEY, **fields):
    """Ask what differs: of the state on the server, or of `fields` where there are any."""
    path = where if isinstance(where, str) else address(where, "unsaved/")
    return client.post(path, {"act": "compare", "key": key, **({"content": content(fields)} if fields else {})})


class _Settings(HTMLParser):
    found = None

    def handle_starttag(self, tag, attrs):
        attrs = dict(attrs)
        if attrs.get("id") == "unsaved":
            self.found = json.loads(attrs["data-settings"])


def offered(client, where="/admin/news/article/add/"):
    """The titles of what a form offers again, the latest first; None where the script is given nothing."""
    page = _Settings()
    page.feed(client.get(where if isinstance(where, str) else address(where)).text)
    return page.found and [one["title"] for one in page.found["offers"]]
