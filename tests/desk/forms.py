"""What a browser would send from an admin form: the values of its fields, with some changed."""

from html.parser import HTMLParser

from publishing.workflow import MOVES
from tests.factories import make_category, make_image


class Fields(HTMLParser):
    """The fields of the one form that saves a thing, `values`; the names of its buttons, `buttons`."""

    def __init__(self, html):
        super().__init__()
        self.values, self.buttons = {}, []
        self._inside, self._area, self._select = False, None, None
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        attrs = dict(attrs)
        name = attrs.get("name")
        if tag == "form":
            self._inside = str(attrs.get("id", "")).endswith("_form")
        if tag == "template":  # what stands there is sent by no browser
            self._inside = False
        if not self._inside:
            return
        if tag == "textarea":
            self._area = name
            self.values[name] = ""
        elif tag == "select":
            self._select = name
        elif tag == "option" and "selected" in attrs and attrs.get("value"):
            self.values.setdefault(self._select, []).append(attrs["value"])
        elif tag in {"input", "button"}:
            self._note(name, attrs)

    def _note(self, name, attrs):
        kind = attrs.get("type")
        if kind == "submit":
            self.buttons.append(attrs.get("value") if name == "_move" else name)
        elif kind not in {"file", "button"} and name and (kind != "checkbox" or "checked" in attrs):
            value = attrs.get("value", "on" if kind == "checkbox" else "")
            many = kind == "hidden" and name in self.values
            self.values[name] = [*self._all(name), value] if many else value

    def _all(self, name):
        return self.values[name] if isinstance(self.values[name], list) else [self.values[name]]

    def handle_data(self, data):
        if self._area:
            self.values[self._area] += data

    def handle_endtag(self, tag):
        if tag == "template":
            self._inside = True
        elif tag == "textarea" and self._area:
            self.values[self._area] = self.values[self._area].removeprefix("\n")
            self._area = None


def rows_sent(page):
    """What a browser would send from the form of any page: also from a list, and from several rows on one page."""
    named = page.text.replace('id="changelist-form"', 'id="rows_form"').replace('class="describe"', 'id="rows_form"')
    return Fields(named.replace('<form method="post">', '<form id="asked_form">')).values


def address(thing, page="change/"):
    names = thing._meta
    return f"/admin/{names.app_label}/{names.model_name}/{thing.pk}/{page}"


def opened(client, thing):
    """The fields of the thing's form as somebody has it open."""
    return Fields(client.get(address(thing)).text).values


def sent(client, thing, values, **typed):
    """Send a form that was opened, with some fields changed."""
    return client.post(address(thing), {**values, **typed}, follow=True)


def moves_offered(client, thing):
    """The moves that the form of a thing offers, as buttons or as links."""
    page = client.get(address(thing)).text
    linked = {name for name in MOVES if f"../move/{name}/" in page}
    return linked | set(Fields(page).buttons)


def complete_article():
    """What is typed into the form of a new article about which nobody is warned."""
    chosen = {"category": make_category().pk, "lead_image": make_image(alt="Bà con múa hát").pk}
    return {"title": "Ngày hội", "summary": "Ba trăm người dự.", "body": "<p>Ngày hội đã mở.</p>", **chosen}
