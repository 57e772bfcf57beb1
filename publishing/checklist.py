"""What is looked at before a text goes on its way: rules that the form asks while it is typed and the moves ask again.

A rule is a function that takes a `CheckedText` and yields `Finding`. Those of texts as such are in `text_rules`; higher
floors add theirs to `more_rules`, wired in portal/apps.py. An error stops the move; a warning is confirmed once.
"""

from collections.abc import Callable

from django.core.exceptions import ValidationError

from publishing import revisions, text_rules
from publishing.audit_log import ACTION_LABELS, record
from publishing.checked_text import CheckedText
from publishing.models import Event, Revision

CONFIRMED_EVENT = "confirm_checklist"
ACTION_LABELS[CONFIRMED_EVENT] = "Vẫn gửi dù có lời nhắc"

more_rules: list[Callable] = []  # of the floors above


def check(text):
    """All that is found in a `CheckedText`: errors first, no finding twice."""
    found = dict.fromkeys(one for rule in (*text_rules.RULES, *more_rules) for one in rule(text))
    return sorted(found, key=lambda one: not one.is_error)


def errors(text):
    """What may in no case go on its way."""
    return [one for one in check(text) if one.is_error]


def unconfirmed(text):
    """The warnings that somebody has to confirm before the text goes on its way.

    Nobody is asked again what was confirmed, nor about what readers have already or what was brought in by code, such
    as an import: that text is not the work of who sends it now.
    """
    warnings = [one for one in check(text) if not one.is_error]
    if warnings and text.thing.pk:
        known = _confirmed(text.thing) | _known_before(text.thing)
        warnings = [one for one in warnings if str(one) not in known]
    return warnings


def _confirmed(thing):
    notes = Event.objects.of(thing).filter(name=CONFIRMED_EVENT).values_list("note", flat=True)
    return {sentence for note in notes for sentence in note.splitlines()}


def _known_before(thing):
    """The sentences on the text that readers have or had; of what was never public, on that which code wrote last."""
    before = type(thing)._base_manager.get(pk=thing.pk)
    if thing.was_out:
        return {str(one) for one in check(CheckedText(before))}
    written = Revision.objects.of(thing).filter(by=None, by_text="").order_by("-pk").first()
    if written is None:
        return set()
    try:
        relations, _ = revisions.apply_revision(before, written)
    except ValidationError:  # nobody can read it any more
        return set()
    return {str(one) for one in check(CheckedText(before, relations))}


def confirm(findings, thing, by):
    """Keep that somebody has confirmed these warnings of a thing."""
    record(CONFIRMED_EVENT, thing, by=by, note="\n".join(map(str, findings)))
