"""A published thing chosen by typing: its number, its address, or words of its title. Works without a script."""

import re
from urllib.parse import urlsplit

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.urls import Resolver404, resolve, reverse

from publishing import kinds
from publishing.bigints import parse_bigint
from vietnamese.folding import fold
from vietnamese.tokens import words

MAX_SUGGESTIONS = 10
NUMBER_AT_END = re.compile(r"\(mã số (\d{1,18})\)\s*$")


def written(thing):
    """A thing as a suggestion writes it, and as `PublishedThingField` reads it: "Ngày hội (mã số 12)"."""
    return f"{thing} (mã số {thing.pk})"


def choosable(thing):
    """What a thing can be merged into, as far as its kind and state go.

    What was withdrawn is found by its number or address alone: it may lead on to what is published.
    """
    return type(thing).objects.ever_published().exclude(pk=thing.pk)


def with_title(things, typed):
    """Those of some things that are published and whose title has every word that was typed, the newest first."""
    things = things.published()
    for word in words(typed):
        things = things.filter(folded__contains=word.folded)
    return things.for_listing().newest_first()


class ThingInput(forms.TextInput):
    """A line to type into; the script fills its list with what `suggestions` answers."""

    template_name = "publishing/admin/thing_input.html"

    class Media:
        js = ["publishing/thing_choice.js"]

    def format_value(self, value):
        return written(value) if hasattr(value, "pk") else value


class PublishedThingField(forms.CharField):
    """One thing that was published, of the kind of another one, which `set_source` names.

    What was typed loosely and fits one thing is an error with the code `UNSURE` and that `thing` in its params.
    """

    UNSURE = "unsure"
    widget = ThingInput

    def set_source(self, thing):
        """Choose among what was published of its kind, itself left out."""
        self.thing, self.things = thing, choosable(thing)
        names = thing._meta.app_label, thing._meta.model_name
        self.widget.attrs |= {"list": "merged-into-list", "autocomplete": "off", "class": "vTextField"}
        self.widget.attrs["data-suggestions"] = reverse("admin:{}_{}_suggestions".format(*names), args=[thing.pk])

    def clean(self, value):
        typed = super().clean(value)
        if not typed:
            return None
        if chosen := self._by_number(typed) or self._by_address(typed):
            return chosen
        return self._by_title(typed)

    def _by_number(self, typed):
        named = NUMBER_AT_END.search(typed)
        return self.things.filter(pk=parse_bigint(named[1] if named else typed)).first()

    def _by_address(self, typed):
        """Also an address that was copied from the browser: of this site, whatever its host is called there."""
        own_hosts = {None, urlsplit(settings.SITE_URL).hostname, *settings.ALLOWED_HOSTS}
        try:
            parts = urlsplit(typed)
            found = resolve(parts.path) if parts.hostname in own_hosts else None
        except (ValueError, Resolver404):
            return None
        kind = kinds.of(self.thing)
        if found is None or found.url_name != kind.name:
            return None
        return kind.at([found.kwargs]).filter(pk__in=self.things).first()

    def _by_title(self, typed):
        exact = self.things.published().filter(title=typed)[:2]
        if len(exact) == 1:
            return exact[0]
        found = list(with_title(self.things, typed)[: MAX_SUGGESTIONS + 1]) if words(typed) else []
        same = [thing for thing in found if fold(str(thing)) == fold(typed)]
        if len(same or found) == 1:
            asked = "Gộp vào “%(thing)s”? Nếu đúng, hãy bấm lần nữa; nếu không, hãy gõ chữ khác."
            raise ValidationError(asked, code=self.UNSURE, params={"thing": (same or found)[0]})
        if not found:
            raise ValidationError(f"Không tìm thấy nội dung nào đang đăng có “{typed}”. Hãy gõ chữ khác của tiêu đề.")
        listed = "; ".join(map(written, found[:MAX_SUGGESTIONS]))
        raise ValidationError(f"Có nhiều nội dung khớp, hãy chép lại một dòng: {listed}.")
