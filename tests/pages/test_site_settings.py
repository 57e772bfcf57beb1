import pytest
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile

from media_library.models import Image
from portal.pages.models import SiteSettings
from tests.factories import make_article, make_image, make_settings, picture_bytes

pytestmark = pytest.mark.django_db

SVG = b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"><circle r="4"/></svg>'
UPLOAD = "/admin/media_library/image/add/?_to_field=id&_popup=1"  # what the button beside the emblem opens
CHANGE = "/admin/pages/sitesettings/1/change/"


@pytest.mark.parametrize("name", ["bieu-trung.svg", "bieu-trung.png"])
def test_emblem_that_is_an_svg_is_refused(client, sign_in, name):
    sign_in("Quản trị")
    file = SimpleUploadedFile(name, SVG, content_type="image/png")

    answer = client.post(UPLOAD, {"file": file, "title": "Biểu trưng", "alt": "Biểu trưng của tỉnh"})

    assert "không phải ảnh JPEG, PNG, WebP hay GIF" in answer.text
    assert not Image.objects.exists()


def test_administrator_puts_up_an_emblem(client, sign_in):
    sign_in("Quản trị")
    make_settings()
    client.post(
        UPLOAD,
        {"file": SimpleUploadedFile("anh.png", picture_bytes()), "title": "Biểu trưng", "alt": "Ngôi sao"},
    )

    form = {"organisation": "Ủy ban", "province": "tỉnh", "emblem": Image.objects.get().pk}
    client.post(CHANGE, form)

    assert Image.objects.get().responsive("square").fallback in client.get("/").text


@pytest.mark.parametrize("address", ["/", "/tin-tuc/", "article"])
def test_page_is_whole_with_an_emblem_of_one_point_and_a_name_of_300_letters(client, address):
    point = make_image(file=ContentFile(picture_bytes(1, 1), name="diem.png"))
    make_settings(emblem=point, organisation="Ủ" * 300, province="ỹ" * 300)
    article = make_article()

    page = client.get(article.get_absolute_url() if address == "article" else address).text

    assert "Ủ" * 300 in page
    assert f'<img src="{point.responsive("square").fallback}"' in page
    assert page.rstrip().endswith("</html>")


def test_longer_name_is_refused_with_a_sentence(client, sign_in):
    sign_in("Quản trị")
    make_settings()

    answer = client.post(CHANGE, {"organisation": "Ủ" * 301, "province": "tỉnh"})

    assert "300" in str(answer.context["adminform"].form.errors["organisation"])
    assert SiteSettings.current().organisation != "Ủ" * 301


@pytest.mark.parametrize("name", ["facebook_url", "youtube_url", "zalo_url", "map_url"])
def test_address_of_another_scheme_is_refused(client, sign_in, name):
    sign_in("Quản trị")
    make_settings()

    client.post(CHANGE, {"organisation": "Ủy ban", "province": "tỉnh", name: "javascript:alert(1)//"})

    assert getattr(SiteSettings.current(), name) == ""


def test_ways_to_reach_the_office_are_kept(client, sign_in):
    sign_in("Quản trị")
    make_settings()
    ways = {
        "working_hours": "Thứ Hai đến thứ Sáu, 7 giờ 30 - 17 giờ",
        "contact_line": "Đường dây nóng: 0200 3456 790",
        "map_url": "https://www.openstreetmap.org/",
        "zalo_url": "https://zalo.me/0200",
    }

    client.post(CHANGE, {"organisation": "Ủy ban", "province": "tỉnh", **ways})

    site = SiteSettings.current()
    assert {name: getattr(site, name) for name in ways} == ways
