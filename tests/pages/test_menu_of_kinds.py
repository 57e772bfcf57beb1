"""The lists of kinds are places of the menu, as each kind is described."""

import pytest

from media_library.models import Album
from portal.pages.menu import menu_entries
from portal.pages.models import MenuItem, places
from publishing.kinds import all_kinds, of
from tests.factories import make_menu_item

pytestmark = pytest.mark.django_db

ADD = "/admin/pages/menuitem/add/"


def outline():
    return [(entry.title, [child.title for child in entry.children]) for entry in menu_entries()]


def test_administrator_is_offered_the_list_of_every_kind(client, sign_in):
    sign_in("Quản trị")

    offered = dict(client.get(ADD).context["adminform"].form.fields["place"].choices)

    lists = [kind.list_name for kind in all_kinds() if kind.list_name]
    assert list(offered) == ["", "home", *lists, "links", "site_map", "search"]
    assert (offered["latest"], offered["albums"]) == ("Tin mới", "Album ảnh")


def test_new_kind_needs_no_migration():
    assert MenuItem._meta.get_field("place").deconstruct()[3]["choices"] is places


def test_stored_place_leads_to_the_list_and_bears_its_title(monkeypatch):
    monkeypatch.setattr(of(Album), "short_title", "Ảnh")
    make_menu_item(title="", place="albums")

    assert [(entry.title, entry.url) for entry in menu_entries()] == [("Ảnh", "/album/")]


@pytest.mark.parametrize(
    ("said", "shown"),
    [
        ({"default_menu_parent": ""}, [("Video", []), ("Album ảnh", [])]),
        ({"default_menu_parent": "khong-con"}, [("Video", []), ("Album ảnh", [])]),
        ({"in_default_menu": False}, [("Video", [])]),
    ],
    ids=["no parent", "parent taken out", "left out"],
)
def test_menu_of_a_new_site_is_as_the_kinds_say(monkeypatch, said, shown):
    for name, value in said.items():
        monkeypatch.setattr(of(Album), name, value)

    assert outline() == [("Trang chủ", []), *shown, ("Liên kết website", [])]


def test_form_tells_what_the_menu_of_a_new_site_is(client, sign_in, monkeypatch):
    sign_in("Quản trị")
    text = "trình đơn gồm Trang chủ, các chuyên mục cấp trên cùng có bài, Video{} và Liên kết website."
    assert text.format(" (với Album ảnh)") in client.get(ADD).content.decode()

    monkeypatch.setattr(of(Album), "default_menu_parent", "")

    assert text.format(", Album ảnh") in client.get(ADD).content.decode()


def test_menu_of_a_new_site_leaves_out_what_has_been_taken_out(settings):
    settings.ROOT_URLCONF = "tests.traffic.urls"

    assert {"Trang chủ", "Liên kết website"}.isdisjoint(dict(outline()))
