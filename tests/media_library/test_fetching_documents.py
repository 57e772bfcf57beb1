"""Documents that fetch or start something by themselves are refused; what an office writes every day is taken."""

import time

import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile

from media_library import file_fields
from tests.factories import make_attachment
from tests.media_library.everyday_documents import EVERYDAY
from tests.media_library.fetching_documents import BOMBS, OFFICE, PDFS

pytestmark = pytest.mark.django_db


def attach(content, name="giay-moi.docx"):
    return make_attachment(file=ContentFile(content, name=name))


@pytest.mark.parametrize("content", [*PDFS.values(), *OFFICE.values()], ids=[*PDFS, *OFFICE])
def test_document_that_fetches_or_starts_something_is_refused(stored, content):
    with pytest.raises(ValidationError) as refusal:
        attach(content)

    assert refusal.value.messages[0] in set(file_fields.REFUSAL_MESSAGES.values()) - {file_fields.DOCUMENT_UNKNOWN}
    assert stored() == []


@pytest.mark.parametrize("make", BOMBS.values(), ids=BOMBS)
def test_bomb_is_refused_before_it_takes_long(stored, make):
    content, begun = make(), time.monotonic()

    with pytest.raises(ValidationError) as refusal:
        attach(content)

    assert refusal.value.messages == [file_fields.UNPACKS_TOO_LARGE]
    assert time.monotonic() - begun < file_fields.SCAN_TIMEOUT_SECONDS / 2
    assert stored() == []


@pytest.mark.parametrize(("kind", "content"), EVERYDAY.values(), ids=EVERYDAY)
def test_document_of_every_office_is_taken(media_root, kind, content):
    assert attach(content).kind == kind
