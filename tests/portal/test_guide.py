"""The editors' guide can be read at the desk."""

import re

import pytest

from portal.guide import render
from tests.factories import make_user

pytestmark = pytest.mark.django_db
GUIDE = "/admin/huong-dan/"


def test_staff_read_it_with_its_chapters_and_pictures(client):
    client.force_login(make_user())

    page = client.get(GUIDE).text

    assert '<h2 id="viet-mot-bai">Viết một bài</h2>' in page
    assert '<a href="#viet-mot-bai">Viết một bài</a>' in page
    pictures = re.findall(r'<img src="(pictures/[^"]+)"', page)
    assert pictures
    assert {client.get(GUIDE + path).status_code for path in pictures} == {200}


def test_nothing_of_its_form_is_left_over(client):
    client.force_login(make_user())

    guide = client.get(GUIDE).text.split('class="guide"')[1]

    assert not re.search(r"\*\*|!\[|^\||^#", guide, re.MULTILINE)


def test_forms_that_it_is_written_in():
    title, chapters, html = render(
        "# Tên\n\n## Phần\n\n1. Một **đậm**\n   tiếp.\n2. Hai `a<b`.\n\n|A|B|\n|---|---|\n|1|2|\n"
    )

    assert (title, chapters) == ("Tên", [("phan", "Phần")])
    assert "<ol><li>Một <strong>đậm</strong>\n   tiếp.</li><li>Hai <code>a&lt;b</code>.</li></ol>" in html
    assert "<tr><td>1</td><td>2</td></tr>" in html


def test_there_are_no_other_pictures(client):
    client.force_login(make_user())

    assert client.get(f"{GUIDE}pictures/khong-co.webp").status_code == 404
