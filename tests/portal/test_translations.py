"""No English of Django or the libraries reaches staff: ours completes what they leave untranslated."""

import gettext
import re
from pathlib import Path

import pytest
from django.conf import settings
from django.utils.translation import gettext as gettext_of_django
from django.utils.translation.trans_real import DjangoTranslation

from tests.portal.catalogues import messages_of_packages, read_po

OURS = Path(settings.LOCALE_PATHS[0]) / "vi" / "LC_MESSAGES"
DOMAINS = ["django", "djangojs"]

# Where a message stands -> why nobody on this site reads it
NEVER_SHOWN = {
    "conf/global_settings.py": "names of languages; LANGUAGES is Vietnamese alone",
    "views/templates/default_urlconf.html": "Django's greeting for a project without addresses",
}
# Message -> why it is the same in Vietnamese
SAME_IN_VIETNAMESE = {
    "…": "a mark, for the pages left out of a list",
    "%(truncated_text)s…": "a mark",
    ":": "a mark",
    ":?.!": "marks",
    ", ": "a mark",
    "%(size)d byte": "a unit",
    "%s KB": "a unit",
    "%s MB": "a unit",
    "%s GB": "a unit",
    "%s TB": "a unit",
    "%s PB": "a unit",
    "IPv4": "a proper name",
    "IPv6": "a proper name",
    "Email": "the Vietnamese word as well",
    "%(class_name)s %(instance)s": "no words of its own",
}


def is_translated(message, translation):
    one, many, context = message["msgid"], message.get("msgid_plural"), message.get("msgctxt")
    if many:
        text = translation.ngettext(one, many, 2)
    else:
        text = translation.pgettext(context, one) if context else translation.gettext(one)
    return text not in {one, many}


def is_shown(message):
    places = message["from"].split()
    return not places or not all(place.split(":")[0] in NEVER_SHOWN for place in places)


@pytest.mark.parametrize("domain", DOMAINS)
def test_every_message_staff_can_meet_is_translated(domain):
    vietnamese = DjangoTranslation("vi", domain=domain)
    messages = [message for message in messages_of_packages(domain) if is_shown(message)]

    english = {message["msgid"] for message in messages if not is_translated(message, vietnamese)}

    assert len(messages) > 70
    assert english - SAME_IN_VIETNAMESE.keys() == set()


def test_allow_list_names_only_what_is_untranslated():
    vietnamese = DjangoTranslation("vi")
    english = {m["msgid"] for m in messages_of_packages("django") if not is_translated(m, vietnamese)}

    assert SAME_IN_VIETNAMESE.keys() <= english


@pytest.mark.parametrize("domain", DOMAINS)
def test_compiled_catalogue_matches_its_source(domain):
    written = {}
    for message in read_po(OURS / f"{domain}.po"):
        key = "\x04".join(filter(None, [message.get("msgctxt"), message["msgid"]]))
        written[(key, 0) if "msgid_plural" in message else key] = message.get("msgstr") or message["msgstr[0]"]

    with (OURS / f"{domain}.mo").open("rb") as file:
        compiled = gettext.GNUTranslations(file)._catalog
    del compiled[""]  # the header

    assert compiled == written


@pytest.mark.parametrize("domain", DOMAINS)
def test_our_catalogue_answers_messages_that_exist_and_keeps_their_placeholders(domain):
    known = {(m.get("msgctxt"), m["msgid"], m.get("msgid_plural")) for m in messages_of_packages(domain)}
    placeholder = re.compile(r"%\(\w+\)[a-z]|%[sd]|\{\w*\}")

    for message in read_po(OURS / f"{domain}.po"):
        text = message.get("msgstr") or message["msgstr[0]"]

        assert (message.get("msgctxt"), message["msgid"], message.get("msgid_plural")) in known
        assert set(placeholder.findall(text)) == set(placeholder.findall(message["msgid"])), text


@pytest.mark.parametrize(
    ("message", "mended"),
    [
        ("Save", "Lưu"),
        ("History", "Lịch sử"),
        ("log entries", "nhật ký"),
        ("This account is inactive.", "Tài khoản này đã bị khóa."),
        ("Password reset unsuccessful", "Chưa đặt lại được mật khẩu"),  # Django's says that it succeeded
    ],
)
def test_what_django_says_wrongly_is_said_our_way(message, mended):
    assert gettext_of_django(message) == mended
