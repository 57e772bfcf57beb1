"""What nothing uses is deleted by who publishes, for a reason that the audit log keeps; what is used is not."""

import pytest

from media_library.models import Image
from news.models import Tag
from publishing.models import Event
from publishing.saving import save_text
from tests import factories
from tests.desk.forms import address
from tests.factories import make_article, make_image, make_tag, make_user, make_video
from tests.publishing.editing import ALL

pytestmark = pytest.mark.django_db
REASON = {"post": "yes", "reason": "Gõ nhầm tên"}
USED = {
    "tag": (make_tag, lambda row: make_article(title="Ngày hội", tags=[row])),
    "author": (factories.make_author, lambda row: make_article(title="Ngày hội", authors=[row])),
    "source": (factories.make_source, lambda row: make_article(title="Ngày hội", source=row)),
    "category": (factories.make_category, lambda row: make_article(title="Ngày hội", category=row)),
    "file": (factories.make_attachment, lambda row: make_article(title="Ngày hội", attachments=[row])),
    "picture": (make_image, lambda row: make_article(title="Ngày hội", lead_image=row)),
    "picture in a text": (make_image, lambda row: make_article(title="Ngày hội", body=f'<img data-image="{row.pk}">')),
    "programme": (factories.make_programme, lambda row: make_video(title="Ngày hội", programme=row)),
}
EACH = pytest.mark.parametrize(("make", "use"), USED.values(), ids=USED)


@pytest.fixture(autouse=True)
def secretary(sign_in):
    return sign_in("Thư ký tòa soạn")


@EACH
def test_unused_is_deleted_for_a_reason_that_is_kept(client, secretary, make, use):
    row = make()

    assert 'name="reason"' in client.get(address(row, "delete/")).text
    client.post(address(row, "delete/"), REASON)

    assert not type(row).objects.filter(pk=row.pk).exists()
    event = Event.objects.of(row).get(name="delete")
    assert (event.note, event.by) == ("Gõ nhầm tên", secretary)


@pytest.mark.parametrize("reason", ["", "   ", "x" * 501])
def test_without_a_reason_nothing_is_deleted(client, reason):
    tag = make_tag()

    page = client.post(address(tag, "delete/"), {"post": "yes", "reason": reason})

    assert 'class="errorlist"' in page.text
    assert Tag.objects.exists()


@EACH
def test_what_is_used_is_refused_by_where_it_is_used(client, make, use):
    row = make()
    thing = use(row)

    for page in (client.get(address(row, "delete/")), client.post(address(row, "delete/"), REASON)):
        assert f'“{row}” đang dùng ở <a href="{address(thing)}">' in page.text
        assert "“Ngày hội”</a>." in page.text
    assert type(row).objects.filter(pk=row.pk).exists()


def test_what_an_open_edit_alone_names_is_used(client):
    article, tag = make_article(title="Ngày hội"), make_tag()
    save_text(article, by=make_user(*ALL), relations={"tags": [tag]})

    assert "bài viết “Ngày hội”" in client.get(address(tag, "delete/")).text


def test_chosen_ones_are_deleted_with_one_reason(client):
    tags = [make_tag(), make_tag()]
    chosen = {"action": "delete_selected", "_selected_action": [tag.pk for tag in tags]}

    asked = client.post("/admin/news/tag/", chosen).text
    refused = client.post("/admin/news/tag/", {**chosen, "post": "yes"}).text
    assert 'name="reason"' in asked
    assert "Hãy viết vì sao xóa." in refused
    assert Tag.objects.count() == 2

    client.post("/admin/news/tag/", {**chosen, **REASON})
    assert not Tag.objects.exists()
    assert {event.note for event in Event.objects.filter(name="delete")} == {"Gõ nhầm tên"}


def test_of_chosen_ones_none_is_deleted_where_one_is_used(client):
    used, other = make_tag(), make_tag()
    make_article(title="Ngày hội", tags=[used])

    page = client.post(
        "/admin/news/tag/", {"action": "delete_selected", "_selected_action": [used.pk, other.pk], **REASON}
    )

    assert f"“{used}” đang dùng ở" in page.text
    assert Tag.objects.count() == 2


def test_list_is_filtered_by_what_nothing_uses(client):
    used, unused = make_image(title="Có bài dùng"), make_image(title="Không ai dùng")
    make_article(lead_image=used)

    page = client.get("/admin/media_library/image/?noi-dung=chua")

    assert list(page.context["cl"].result_list) == [unused]


@pytest.mark.parametrize("role", ["Phóng viên", "Biên tập viên", "Quản trị"])
def test_others_delete_nothing(client, sign_in, role):
    sign_in(role)

    assert client.post(address(make_tag(), "delete/"), REASON).status_code == 403
    assert client.post(address(make_image(), "delete/"), REASON).status_code == 403
    assert Tag.objects.exists()
    assert Image.objects.exists()
