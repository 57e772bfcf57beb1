import pytest

from tests.factories import make_category, make_programme
from tests.kinds import each_kind
from tests.seo.page_head import head_of

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("make", [make_category, make_programme])
def test_list_of_a_thing_names_its_feeds(client, make):
    thing = make()

    found = head_of(client, thing.get_absolute_url()).links["alternate"]

    assert {f"http://127.0.0.1:8000{thing.get_absolute_url()}{kind}/" for kind in ("rss", "atom")} <= set(found)
    assert all(client.get(address.removeprefix("http://127.0.0.1:8000")).status_code == 200 for address in found)


@pytest.mark.parametrize("path", ["/tin-tuc/", "/video/"])
def test_list_of_all_names_its_feeds(client, path):
    found = head_of(client, path).links["alternate"]

    assert {f"http://127.0.0.1:8000{path}{kind}/" for kind in ("rss", "atom")} <= set(found)


@pytest.mark.parametrize("path", ["/", "/tin-tuc/", "/so-do/", "/khong-co/"])
def test_every_page_names_manifest_icon_and_colours(client, path):
    head = head_of(client, path)

    assert head.links["manifest"] == ["/site.webmanifest"]
    assert head.links["apple-touch-icon"]
    assert head.meta["theme-color"] == ["#a8121c", "#161311"]
    assert "/rss/" in head.links["alternate"]


@each_kind
def test_nothing_in_the_head_runs_or_styles(client, make):
    page = client.get(make(title="</title></script><script>alert(1)</script>").get_absolute_url()).content.decode()
    head = page[: page.index("</head>")]

    assert "<script>" not in head
    assert "<style" not in head
