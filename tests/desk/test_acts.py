"""The open moves are in one bar of a thing's form, drastic ones apart; the audit log has what was done."""

from datetime import timedelta
from html.parser import HTMLParser

import pytest
from django.utils import timezone

from publishing import workflow
from tests.factories import make_article, make_user

pytestmark = pytest.mark.django_db


class Bars(HTMLParser):
    """The acts of every bar of a page: `(name or address, whether apart)`."""

    def __init__(self, html):
        super().__init__()
        self.bars, self.apart, self.is_done = [], False, False
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        attrs = dict(attrs)
        classes = (attrs.get("class") or "").split()
        if "submit-row" in classes:
            self.bars.append([])
        elif "apart" in classes:
            self.apart = True
        elif self.bars and not self.is_done and (attrs.get("type") == "submit" or tag == "a"):
            self.bars[-1].append((attrs.get("value") or attrs.get("href") or attrs["name"], self.apart))

    def handle_endtag(self, tag):
        if tag == "span":
            self.apart = False
        self.is_done = self.is_done or (tag == "form" and bool(self.bars))


def form_of(client, article):
    return client.get(f"/admin/news/article/{article.pk}/change/").text


def test_saving_and_moves_stand_together_and_the_drastic_apart(client, sign_in):
    sign_in("Thư ký tòa soạn")
    article = make_article(state="draft")

    (bar,) = Bars(form_of(client, article)).bars

    assert bar == [
        ("Lưu nháp", False),
        ("submit", False),
        ("_preview", False),
        ("force", True),
        (f"../move/set_date/?version={article.version}", True),
        ("#share-links", True),
        (f"/admin/news/article/{article.pk}/delete/", True),
    ]


def test_who_may_not_edit_gets_moves_without_saving(client):
    client.force_login(make_user("news.view_article", "publishing.publish"))
    article = make_article()

    (bar,) = Bars(form_of(client, article)).bars

    moves = [(f"../move/{name}/?version={article.version}", True) for name in ("withdraw", "set_end", "set_date")]
    assert bar == [("/admin/news/article/", False), (f"/admin/news/article/{article.pk}/preview/", False), *moves]


@pytest.mark.parametrize("state", ["draft", "in_review", "approved", "withdrawn"])
def test_link_to_the_page_is_there_only_when_the_page_is(client, sign_in, state):
    sign_in("Thư ký tòa soạn")
    out, hidden = make_article(), make_article(state=state)
    to_come = make_article(publish_at=timezone.now() + timedelta(days=1))

    assert f'href="{out.get_absolute_url()}"' in form_of(client, out)
    assert hidden.get_absolute_url() not in form_of(client, hidden)
    assert to_come.get_absolute_url() not in form_of(client, to_come)


def test_history_tells_the_moves_with_who_and_why(client, sign_in):
    sign_in("Biên tập viên")
    article = make_article(state="in_review")
    editor = make_user("publishing.review", last_name="Trần Thị", first_name="Mai")
    workflow.make_move("return", article, by=editor, note="Thiếu nguồn tin")

    page = client.get(f"/admin/news/article/{article.pk}/history/").text

    for words in ("Trả lại", "(bản nháp)", "Trần Thị Mai", "Thiếu nguồn tin", "Đưa vào hệ thống"):
        assert words in page
