"""How each act is asked for: what a browser would send, whether or not a page offers it."""

from datetime import timedelta
from functools import partial

from django.urls import reverse
from django.utils import timezone

from publishing.models import Revision
from publishing.submissions import FORM_INPUT_NAME
from publishing.workflow import MOVES
from tests.desk.forms import Fields
from tests.kinds import admin_name
from tests.permissions.exchanges import exchange

LISTED = {name for name, move in MOVES.items() if not (move.needs_note or move.time or move.drastic)}


def requests_for(site, kind, thing):
    """`(act, method, address, fields)` of all that can be asked about a thing; `fields(browser)` is what is sent."""
    desk = f"admin:{admin_name(kind)}"

    def at(page, *args):
        return reverse(f"{desk}_{page}", args=[thing.pk, *args])

    version = {"version": thing.version}
    yield "view", "GET", at("change"), _nothing
    yield "edit", "POST", at("change"), partial(_edited_form, site.boss, at("change"))
    yield "edit", "POST", at("take_up", Revision.objects.of(thing).first().pk), lambda browser: version
    for name in MOVES:
        yield name, "POST", at("move", name), partial(_arguments, name, version)
        if name in LISTED:
            chosen = {"action": name, "_selected_action": thing.pk, "index": 0}
            yield name, "POST", reverse(f"{desk}_changelist"), partial(_unchanged, chosen)
    yield "share", "POST", at("share_links"), _nothing
    yield "note", "POST", at("notes"), lambda browser: {"text": "Xem lại giúp."}
    yield "duplicate", "POST", at("duplicate"), _nothing
    yield "throw_away", "POST", at("delete"), lambda browser: {"post": "yes", **version}
    yield (
        "take_back",
        "POST",
        reverse("desk_take_back", args=[kind.model._meta.label_lower, thing.pk]),
        lambda browser: {},
    )


def _edited_form(boss, address, browser):
    """The fields of its form as they stand there, or for who has none as a superuser has them, with another title."""
    for one in (browser, boss):
        fields = Fields(exchange(one, "GET", address).body.decode()).values
        if "title" in fields:
            break
    fields.pop(FORM_INPUT_NAME, None)  # it says for whom the form was made
    return {**fields, "title": "Chim khác"}


def _nothing(browser):
    return {}


def _unchanged(fields, browser):
    return fields


def _arguments(name, version, browser):
    at = timezone.localtime() + timedelta(days=-2 if MOVES[name].is_past else 2)
    moment = {"at_0": f"{at:%d/%m/%Y}", "at_1": f"{at:%H:%M}", "confirmed": "1"} if MOVES[name].time else {}
    return {"note": "Vì có lỗi.", "withdrawal": "in_error", **moment, **version}
