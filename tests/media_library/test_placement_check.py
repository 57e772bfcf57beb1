"""`manage.py media check` names what is in the wrong place, and `--sweep` mends it."""

from io import StringIO

import pytest
from django.core.files.storage import default_storage
from django.core.management import call_command

from tests.factories import make_article, make_image
from tests.media_library.files_seen import GONE, SENT, names_of, statuses

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("media_root")]


def check(*words):
    out = StringIO()
    call_command("media", "check", *words, stdout=out, stderr=StringIO())
    return out.getvalue()


@pytest.mark.parametrize(("state", "expected"), [("draft", GONE), ("published", SENT)])
def test_file_in_the_wrong_place_is_named_and_brought_to_the_right_one(client, settle, state, expected):
    image = make_image()
    make_article(lead_image=image, state=state)
    settle()
    assert "sai chỗ" not in check()

    default_storage.bring(image.file.name, aside=state == "published")
    default_storage.clear(image.file.name, aside=state != "published")

    assert f"sai chỗ: {image.file.name}\n" in check("--sweep")
    assert statuses(client, names_of(image)) == expected
    assert "sai chỗ" not in check()


def test_file_aside_is_neither_missing_nor_an_orphan(settle):
    make_article(lead_image=make_image(), state="draft")
    settle()

    assert "0 tệp thiếu, 0 tệp thừa" in check()
