"""Staff see pictures that readers may not see, by addresses that end after a day and are signed."""

import re

import pytest
from django.test import Client

from media_library import signed_addresses
from tests.factories import make_article, make_image, make_user
from tests.media_library.attachments import ask
from tests.media_library.files_seen import GONE, names_of, statuses

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def image(client, settle):
    """That of a draft, moved aside; the browser is an editor's."""
    image = make_image()
    make_article(lead_image=image, state="draft")
    settle()
    client.force_login(make_user(is_superuser=True))
    return image


@pytest.fixture
def address(client, image):
    """Where the list of pictures shows it."""
    return re.search(r'src="(/media/[^"]+)"', client.get("/admin/media_library/image/").content.decode())[1]


def test_staff_see_it_without_a_session_and_without_the_database(address, django_assert_num_queries):
    with django_assert_num_queries(0):
        answer = ask(Client(), None, address)

    assert (answer.status_code, answer["Content-Type"]) == (200, "image/webp")
    assert answer["Cache-Control"] == "private, no-store"
    assert answer["X-Robots-Tag"] == "noindex"


@pytest.mark.parametrize(
    "where",
    [
        "/admin/media_library/image/{0}/change/",
        "/admin/media_library/image/describe/?anh={0}",
        "/admin/media_library/image/choose/",
    ],
)
def test_every_picture_of_a_page_of_the_admin_is_there(client, image, where):
    page = client.get(where.format(image.pk)).content.decode()

    found = set(re.findall(r"/media/[^\s\"]+", page))
    assert found
    assert {ask(client, None, path).status_code for path in found} == {200}


def test_editor_sees_it_where_it_stands_in_the_text(client, image):
    answer = client.get(f"/admin/media_library/image/{image.pk}/preview/")

    assert ask(client, None, answer["Location"]).status_code == 200


def test_address_of_one_picture_opens_no_other(address, image):
    other = make_image()
    for name in (other.file.name, names_of(other)[1], "anh/2026/11/khac.webp", "tep/2026/11/khac.pdf"):
        path = f"{address[: address.index('/anh/')]}/{name}"
        assert ask(Client(), None, path).status_code == 404


@pytest.mark.parametrize("forged", [("/xem/", "/xem/9"), ("-", "-a"), ("/anh/", "/rieng/anh/"), ("/xem/", "/")])
def test_forged_address_is_not_found(address, forged):
    answer = ask(Client(), None, address.replace(*forged, 1))

    assert (answer.status_code, answer["Cache-Control"]) == (404, "no-store")


def test_address_has_ended_after_a_day(client, image, monkeypatch):
    monkeypatch.setattr(signed_addresses, "VALID_HOURS", -1)

    answer = client.get(f"/admin/media_library/image/{image.pk}/preview/")

    assert ask(client, None, answer["Location"]).status_code == 404


def test_readers_get_no_signed_address_and_nothing_from_the_place_aside(client, image):
    make_article(lead_image=make_image())

    assert "/media/anh/" in (home := Client().get("/").content.decode())
    assert "/xem/" not in home
    assert statuses(Client(), [f"rieng/{name}" for name in names_of(image)]) == GONE
