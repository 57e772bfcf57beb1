"""The static pages of the demo."""

from datetime import timedelta

from portal.pages.models import Page


def make_pages(demo):
    for number, entry in enumerate(demo.texts.pages()):
        parent = Page.objects.get(title=entry["parent"]) if "parent" in entry else None
        written = {name: entry[name] for name in ("title", "summary", "body")}
        page = Page(**written, parent=parent, order=entry.get("order", 0))
        demo.place(page, demo.today - timedelta(days=entry["days_ago"]), number, views=entry["views"])
