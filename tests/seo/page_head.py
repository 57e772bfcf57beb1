"""The metadata of a page's head, parsed."""

import json
from html.parser import HTMLParser


class Head(HTMLParser):
    """The head of a page: `links` by rel, `meta` by name or property (lists), `blocks` of structured data."""

    def __init__(self, page):
        super().__init__()
        self.links, self.meta, self.blocks, self._in_block = {}, {}, [], False
        self.feed(page[: page.index("</head>")])

    def handle_starttag(self, tag, attrs):
        values = dict(attrs)
        if tag == "link":
            self.links.setdefault(values["rel"], []).append(values["href"])
        elif tag == "meta":
            name = values.get("property") or values.get("name")
            self.meta.setdefault(name, []).append(values.get("content"))
        self._in_block = tag == "script" and values.get("type") == "application/ld+json"

    def handle_data(self, data):
        if self._in_block:
            self.blocks.append(json.loads(data))

    def handle_endtag(self, tag):
        self._in_block = False

    def block(self, kind):
        [found] = [block for block in self.blocks if block["@type"] == kind]
        return found


def head_of(client, address):
    answer = client.get(address)
    return Head(answer.content.decode())
