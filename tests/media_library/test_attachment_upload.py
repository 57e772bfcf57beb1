"""Documents are known by what is in them, whatever their name says."""

import re

import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from media_library import file_fields
from media_library.models import Attachment
from tests.factories import make_attachment, make_user
from tests.media_library import samples

pytestmark = pytest.mark.django_db

ACCEPTED = {
    "pdf": samples.PDF,
    "doc": samples.compound("WordDocument"),
    "xls": samples.compound("Workbook"),
    "ppt": samples.compound("PowerPoint Document"),
    "docx": samples.office("word"),
    "xlsx": samples.office("xl"),
    "pptx": samples.office("ppt"),
    "odt": samples.open_document("text"),
    "ods": samples.open_document("spreadsheet"),
    "odp": samples.open_document("presentation"),
}
REFUSED = {
    "html": (samples.HTML, file_fields.DOCUMENT_UNKNOWN),
    "nothing": (b"", file_fields.EMPTY_FILE),
    "program": (b"MZ" + bytes(200), file_fields.DOCUMENT_UNKNOWN),
    "plain zip": (samples.container({"readme.txt": "x"}), file_fields.DOCUMENT_UNKNOWN),
    "cut zip": (samples.office("word")[:60], file_fields.DOCUMENT_LOCKED),
    "zip behind html": (samples.HTML + samples.office("word"), file_fields.DOCUMENT_UNKNOWN),
    "drawing": (samples.open_document("graphics"), file_fields.DOCUMENT_UNKNOWN),
    "installer": (samples.compound("_Tables"), file_fields.DOCUMENT_UNKNOWN),
    "heavy": (samples.PDF + bytes(file_fields.MAX_DOCUMENT_BYTES), file_fields.DOCUMENT_TOO_HEAVY),
}


@pytest.mark.parametrize("kind", ACCEPTED)
def test_document_gets_the_extension_of_its_content(media_root, kind):
    attachment = make_attachment(file=ContentFile(ACCEPTED[kind], name="giấy mời.exe"))

    assert (attachment.kind, attachment.size) == (kind, len(ACCEPTED[kind]))
    assert re.fullmatch(rf"tep/\d{{4}}/\d{{2}}/[0-9a-f]{{24}}\.{kind}", attachment.file.name)


def test_old_document_with_another_in_it_is_known_by_its_own_stream(media_root):
    content = samples.compound("ObjectPool/_1/Workbook", "WordDocument")

    assert make_attachment(file=ContentFile(content, name="so-lieu.xls")).kind == "doc"


@pytest.mark.parametrize(("content", "expected"), REFUSED.values(), ids=REFUSED)
def test_editor_reads_one_sentence_and_nothing_is_left(client, stored, content, expected):
    client.force_login(make_user("media_library.add_attachment"))
    file = SimpleUploadedFile("giay-moi.pdf", content, content_type="application/pdf")

    response = client.post(reverse("admin:media_library_attachment_add"), {"title": "Giấy mời", "file": file})

    assert response.context["adminform"].form.errors["file"] == [expected]
    assert stored() == []
    assert not Attachment.objects.exists()


def test_code_goes_through_the_same_door_as_the_form(media_root, stored):
    with pytest.raises(ValidationError):
        make_attachment(file=ContentFile(samples.HTML, name="giay-moi.pdf"))

    assert stored() == []
