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
    links = [(node, place, _target(node.attributes.get("href", ""))) for node, place in text.elements("a")]
    closed = _closed({target for *_, target in links if target})
    for node, place, target in links:
        thing, why = closed.get(target, (text.thing, ""))
        if thing != text.thing:
            yield Finding(
                "links_to_unpublished",
                f"Liên kết “{shortened(words_of(node))}” dẫn tới nội dung bạn đọc chưa mở được ({why}). Hãy đổi liên "
                "kết, hoặc đăng nội dung ấy trước.",
                place,
            )


def _target(address):
    """The kind and the key in a public address of one of our things, or None."""
    if not address.startswith(("/", f"{settings.SITE_URL}/")):
        return None
    try:
        found = resolve(urlsplit(address.removeprefix(settings.SITE_URL)).path)
    except (Resolver404, ValueError):
        return None
    kind = {kind.name: kind for kind in kinds.all_kinds()}.get(found.url_name)
    return (kind, found.kwargs[kind.named_by]) if kind else None


def _closed(targets):
    """Those of them that readers cannot open, as `{target: (thing, in what state it is)}`; two queries a kind."""
    closed = {}
    for kind in {kind for kind, _ in targets}:
        things = kind.at([{kind.named_by: key} for one, key in targets if one is kind]).for_listing()
        open_pks = set(kind.model.objects.reachable().filter(pk__in=[one.pk for one in things]).values_list("pk"))
        for thing in things:
            if (thing.pk,) not in open_pks and not any(one.is_published for one in thing.merge_chain()):
                why = "ở thùng rác" if thing.is_trashed else state_description(thing).split(",")[0]
                closed[kind, getattr(thing, kind.named_by)] = thing, why
    return closed
