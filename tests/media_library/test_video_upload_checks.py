"""A film uploaded in chunks is checked like one sent with a form: when it is complete, or with the form."""

import pytest
from django.conf import settings
from django.urls import reverse

from media_library import file_fields, virus_scanner
from tests.factories import make_user
from tests.media_library import samples
from tests.media_library.test_media_admin import video_form
from tests.media_library.upload_client import errors, kept_in, part, sent

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("uploads")]
ADD = reverse("admin:media_library_video_add")


@pytest.fixture
def editor(client):
    client.force_login(make_user(is_superuser=True))
    return client


REFUSED = {"html": samples.HTML, "html in an MP4": samples.mp4(rest=samples.HTML), "Matroska": samples.MATROSKA}


@pytest.mark.parametrize("content", REFUSED.values(), ids=REFUSED)
def test_what_is_no_film_is_refused_when_it_has_come_and_nothing_stays(editor, content):
    number = sent(editor, content)

    answer = editor.post(part(number))

    assert (answer.status_code, answer.json()["refusal"] in {file_fields.VIDEO_UNKNOWN, file_fields.VIDEO_BROKEN}) == (
        400,
        True,
    )
    assert list(settings.FILE_UPLOAD_TEMP_DIR.iterdir()) == []


def test_form_alone_checks_a_film_that_nobody_had_checked(editor, stored):
    answer = editor.post(ADD, video_form(**{"file-upload": sent(editor, samples.HTML)}))

    assert errors(answer)["file"] == [file_fields.VIDEO_UNKNOWN]
    assert (kept_in(answer), stored(), list(settings.FILE_UPLOAD_TEMP_DIR.iterdir())) == ("", [], [])


def test_film_that_nobody_could_scan_stays_to_be_checked_again(editor, settings):
    settings.CLAMD_URL = "unix:///khong/co"
    number = sent(editor)

    assert editor.post(part(number)).json() == {"refusal": virus_scanner.SCAN_UNAVAILABLE}
    answer = editor.post(ADD, video_form(**{"file-upload": number}))
    assert (errors(answer)["file"], kept_in(answer)) == ([virus_scanner.SCAN_UNAVAILABLE], number)
