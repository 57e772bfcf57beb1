"""An album as readers get it: its own page, its list, and the pictures in it."""

from datetime import timedelta

import pytest
from django.utils import timezone

from publishing.richtext import plain_text
from tests.factories import lose, make_album, make_image
from tests.seo.page_head import head_of

pytestmark = pytest.mark.django_db


def main_of(client, address):
    page = client.get(address).content.decode()
    return page[page.index("<main") : page.index("</main>")]


def test_pictures_stand_in_the_order_they_were_given_with_words_and_credit(client):
    first, second = make_image(caption="của thư viện", alt="Bến"), make_image(caption="Chợ", credit="Lê Nga")
    album = make_album(title="Ngày hội", pictures=[second, first], captions={str(first.pk): "Bến <sông>"})

    main = main_of(client, album.get_absolute_url())

    assert main.index(second.responsive("card").fallback) < main.index(first.responsive("card").fallback)
    assert "Bến &lt;sông&gt;" in main
    assert "của thư viện" not in main
    assert 'Chợ <span class="credit">Ảnh: Lê Nga</span>' in main


def test_first_picture_is_fetched_at_once_and_the_rest_when_they_are_near(client):
    album = make_album(pictures=[make_image() for _ in range(3)])

    main = main_of(client, album.get_absolute_url())

    assert main.count('fetchpriority="high"') == 1
    assert main.count('loading="lazy"') == 2


def test_cover_is_the_first_picture_and_follows_when_the_order_changes(client):
    first, second = make_image(), make_image()
    album = make_album(pictures=[first, second])

    album.pictures.set([second, first])

    album.refresh_from_db()
    assert album.cover == second
    assert second.responsive("card").fallback in main_of(client, "/album/")


def test_album_without_pictures_says_so(client):
    album = make_album(pictures=[])

    assert "chưa có ảnh nào" in main_of(client, album.get_absolute_url())
    assert album.get_absolute_url() in main_of(client, "/album/")


def test_empty_list_says_so(client):
    assert "Chưa có album nào" in main_of(client, "/album/")


def test_album_that_lost_a_picture_shows_the_others(client):
    kept, lost = make_image(), make_image()
    album = make_album(pictures=[kept, lost])
    lose(lost)

    assert main_of(client, album.get_absolute_url()).count("<figure") == 1


@pytest.mark.parametrize("pictures", [1, 40])
def test_page_costs_the_same_however_many_pictures(client, django_assert_max_num_queries, pictures):
    album = make_album(pictures=[make_image() for _ in range(pictures)])

    with django_assert_max_num_queries(12):
        client.get(album.get_absolute_url())


@pytest.mark.parametrize(("address", "most"), [("/album/", 12), ("/album/rss/", 2)])
def test_list_costs_the_same_however_long(client, django_assert_max_num_queries, address, most):
    for number in range(15):
        make_album(publish_at=timezone.now() - timedelta(hours=number))

    with django_assert_max_num_queries(most):
        assert client.get(address).status_code == 200


def test_machines_are_told_of_a_gallery(client):
    image = make_image(alt="Bến sông", caption="Bến Nước")

    head = head_of(client, make_album(title="Ngày hội", pictures=[image]).get_absolute_url())

    gallery = head.block("ImageGallery")
    assert (gallery["name"], gallery["image"][0]["caption"]) == ("Ngày hội", "Bến Nước")
    assert head.meta["og:image"][0].endswith(image.responsive("social").address(1200))


def test_reader_at_the_front_door_counts_once(door):
    album = make_album()

    first, second = (" ".join(plain_text(door.get(album.get_absolute_url()).text).split()) for _ in range(2))

    assert "Lượt xem: 1" in first
    assert "Lượt xem: 2" in second
