"""What the checklist of `publishing.checklist` looks at in links to our own pages."""

from urllib.parse import urlsplit

from django.conf import settings
from django.urls import Resolver404, resolve

from publishing import kinds
from publishing.checked_text import Finding, words_of
from publishing.text_rules import shortened
from publishing.workflow import state_description


def links_to_unpublished(text):
    """Links to things of ours that readers cannot open: drafts, what is in the trash, what was withdrawn.

    What is scheduled is told as well, with its time; a withdrawn page that says why, or leads to another, is open.
    """
    for node, place in text.elements("a"):
        thing = _thing_at(node.attributes.get("href", ""))
        if thing is not None and thing != text.thing and (why := _why_closed(thing)):
            yield Finding(
                "links_to_unpublished",
                f"Liên kết “{shortened(words_of(node))}” dẫn tới nội dung bạn đọc chưa mở được ({why}). Hãy đổi liên "
                "kết, hoặc đăng nội dung ấy trước.",
                place,
            )


def _thing_at(address):
    """The thing whose public address this is, or None."""
    if not address.startswith(("/", f"{settings.SITE_URL}/")):
        return None
    try:
        found = resolve(urlsplit(address.removeprefix(settings.SITE_URL)).path)
    except (Resolver404, ValueError):
        return None
    kind = {kind.name: kind for kind in kinds.all_kinds()}.get(found.url_name)
    return kind.at(**found.kwargs).first() if kind else None


def _why_closed(thing):
    """In what state a thing is that readers cannot open; "" for what they can."""
    if thing.is_trashed:
        return "ở thùng rác"
    is_open = type(thing).objects.reachable().filter(pk=thing.pk).exists() or any(
        one.is_published for one in thing.merge_chain()
    )
    return "" if is_open else state_description(thing).split(",")[0]
