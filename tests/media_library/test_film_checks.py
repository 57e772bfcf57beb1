"""A film that came in chunks is checked as one that came with a form: when it has come, or with the form."""

import pytest
from django.conf import settings
from django.urls import reverse

from media_library import files, scanning
from tests.factories import make_user
from tests.media_library import samples
from tests.media_library.films import errors, kept_in, part, sent
from tests.media_library.test_media_admin import video_form

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

    assert (answer.status_code, answer.json()["refusal"] in {files.VIDEO_UNKNOWN, files.VIDEO_BROKEN}) == (400, True)
    assert list(settings.FILE_UPLOAD_TEMP_DIR.iterdir()) == []


def test_form_alone_checks_a_film_that_nobody_had_checked(editor, stored):
    answer = editor.post(ADD, video_form(**{"file-upload": sent(editor, samples.HTML)}))

    assert errors(answer)["file"] == [files.VIDEO_UNKNOWN]
    assert (kept_in(answer), stored(), list(settings.FILE_UPLOAD_TEMP_DIR.iterdir())) == ("", [], [])


def test_film_that_nobody_could_scan_stays_to_be_checked_again(editor, settings):
    settings.CLAMD_URL = "unix:///khong/co"
    number = sent(editor)

    assert editor.post(part(number)).json() == {"refusal": scanning.UNANSWERED}
    answer = editor.post(ADD, video_form(**{"file-upload": number}))
    assert (errors(answer)["file"], kept_in(answer)) == ([scanning.UNANSWERED], number)
