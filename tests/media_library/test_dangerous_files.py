"""Files with active content, with a program, or that cannot be scanned are refused."""

import subprocess

import pikepdf
import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.urls import reverse

from media_library import file_fields
from media_library.models import Attachment
from tests.factories import make_attachment, make_user
from tests.media_library import samples
from tests.media_library.dangerous_documents import OFFICE, PDFS, pdf, pdf_bomb

pytestmark = pytest.mark.django_db


def attach(content, name="giay-moi.docx"):
    return make_attachment(file=ContentFile(content, name=name))


@pytest.mark.parametrize(("content", "sentence"), [*PDFS.values(), *OFFICE.values()], ids=[*PDFS, *OFFICE])
def test_document_that_acts_or_hides_it_is_refused_and_nothing_is_left(stored, content, sentence):
    with pytest.raises(ValidationError) as refusal:
        attach(content)

    assert refusal.value.messages == [sentence]
    assert (stored(), Attachment.objects.count()) == ([], 0)


HARMLESS = {
    "PDF with a link, a form and a jump": pdf("/AA<</O<</S/GoTo/D[3 0 R/Fit]>>>>/A<</S/URI/URI(https://example.vn)>>"),
    "PDF that says the word in a text": pdf("/Title(JavaScript /JS /Launch)"),
    "PDF nobody has to unlock": pdf(save={"encryption": pikepdf.Encryption(owner="bi-mat", user="")}),
    "link and a picture elsewhere": samples.office(
        "word", **{"word/_rels/document.xml.rels": samples.relation("hyperlink", "https://example.vn")}
    ),
    "table in a text": samples.office("word", **{"word/embeddings/so-lieu.xlsx": samples.office("xl")}),
    "equation in a text": samples.office("word", **{"word/embeddings/oleObject1.bin": samples.compound("Equation")}),
}


@pytest.mark.parametrize("content", HARMLESS.values(), ids=HARMLESS)
def test_document_that_only_shows_is_taken(media_root, content):
    assert attach(content).kind in {"pdf", "docx"}


def test_bomb_is_not_unpacked(stored):
    with pytest.raises(ValidationError) as refusal:
        attach(pdf_bomb())

    assert refusal.value.messages == [file_fields.UNPACKS_TOO_LARGE]
    assert stored() == []


def test_editor_reads_one_sentence_about_a_document_with_macros_renamed(client, stored):
    client.force_login(make_user("media_library.add_attachment"))
    content, sentence = OFFICE["macros, renamed"]
    file = SimpleUploadedFile("giay-moi.docx", content)

    response = client.post(reverse("admin:media_library_attachment_add"), {"title": "Giấy mời", "file": file})

    assert response.context["adminform"].form.errors["file"] == [sentence]
    assert stored() == []


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(("content", "number"), [(samples.PDF, 1), (OFFICE["macros, renamed"][0], 0)])
def test_document_is_looked_into_once_before_the_transaction_begins(client, media_root, monkeypatch, content, number):
    client.force_login(make_user(is_superuser=True))
    run, in_transaction = subprocess.run, []

    def watched(*words, **options):
        in_transaction.append(connection.in_atomic_block)
        return run(*words, **options)

    monkeypatch.setattr(subprocess, "run", watched)
    form = {"title": "Giấy mời", "file": SimpleUploadedFile("giay-moi.pdf", content)}
    client.post(reverse("admin:media_library_attachment_add"), form)

    assert Attachment.objects.count() == number
    assert in_transaction == [False]
