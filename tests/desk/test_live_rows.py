"""What readers see of a picture, a file or a tag is changed by who may publish it, and by nobody else."""

import pytest
from django.contrib.auth.models import Group

from portal.pages.models import Page
from publishing import workflow
from tests.desk.forms import Fields, address, opened, sent
from tests.desk.live_rows import every_row, in_body, old_image, renamed
from tests.factories import make_article, make_category, make_page, make_settings, make_user

pytestmark = pytest.mark.django_db


@every_row
def test_who_may_not_publish_gets_what_is_shown_without_a_form(client, sign_in, make):
    row = make()
    sign_in("Biên tập viên")

    page = client.get(address(row))

    assert "đang hiện trên trang công khai" in page.text
    assert "_save" not in Fields(page.text).buttons
    assert renamed(client, row) == "Cũ"


@every_row
@pytest.mark.parametrize("role", ["Biên tập viên", "Thư ký tòa soạn"])
def test_what_only_drafts_show_is_changed_by_who_works_on_it(client, sign_in, make, role):
    row = make(state="draft")
    sign_in(role)

    assert renamed(client, row) == "Mới"


@every_row
def test_who_may_publish_changes_what_is_shown(client, sign_in, make):
    row = make()
    sign_in("Thư ký tòa soạn")

    assert renamed(client, row) == "Mới"


def test_emblem_takes_the_right_to_the_settings(client, sign_in):
    emblem = old_image()
    make_settings(emblem=emblem)
    secretary = sign_in("Thư ký tòa soạn")
    assert renamed(client, emblem) == "Cũ"

    secretary.groups.add(Group.objects.get(name="Quản trị"))

    assert renamed(client, emblem) == "Mới"


def test_what_is_published_while_it_is_typed_is_refused_with_what_was_typed(client, sign_in):
    image = old_image()
    article = make_article(lead_image=image, state="draft")
    sign_in("Biên tập viên")
    values = opened(client, image)
    workflow.place(article, "published")

    page = sent(client, image, values, title="Tên mới của ảnh")

    image.refresh_from_db()
    assert image.title == "Cũ"
    assert "đang hiện trên trang công khai" in page.text
    assert 'value="Tên mới của ảnh"' in page.text


def test_several_pictures_described_at_once_leave_out_what_is_shown(client, sign_in):
    shown, free = old_image(), old_image()
    make_article(lead_image=shown)
    sign_in("Biên tập viên")

    page = client.get(f"/admin/media_library/image/describe/?anh={shown.pk},{free.pk}")

    assert [form.instance for form in page.context["formset"]] == [free]
    assert "đang hiện trên trang công khai" in page.text


def test_right_is_that_of_the_section_that_shows_it(client, sign_in):
    image, own = old_image(), make_category()
    article = make_article(lead_image=image, category=make_category())
    sign_in("Thư ký tòa soạn").categories.add(own)
    assert renamed(client, image) == "Cũ"

    type(article).objects.update(category=own)

    assert renamed(client, image) == "Mới"


def test_picture_that_the_public_text_no_longer_names_is_free(client, sign_in):
    image = in_body(make_page)
    [page] = Page.objects.all()
    page.body = "<p>Không còn ảnh.</p>"
    page.save()
    sign_in("Biên tập viên")

    assert renamed(client, image) == "Mới"


def test_who_may_only_look_changes_nothing_and_is_told_of_no_way_to(client):
    shown, free = old_image(), old_image()
    make_article(lead_image=shown)
    client.force_login(make_user("media_library.view_image"))

    assert "đang hiện trên trang công khai" not in client.get(address(shown)).text
    assert client.post(address(free), {"title": "Mới"}).status_code == 403
