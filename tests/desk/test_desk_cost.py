"""A thing with a long past opens as quickly as one with a short one."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from publishing import revisions
from publishing.models import save_revision
from tests.desk.forms import address
from tests.factories import make_article, make_user
from tests.publishing.editing import ALL, write

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("page", ["change/", "history/", "compare/", "move/submit/"])
@pytest.mark.parametrize("state", ["draft", "published"])
def test_two_hundred_revisions_cost_as_many_queries_as_two(client, sign_in, page, state):
    sign_in("Phóng viên")
    user, article = make_user(*ALL), make_article(state=state)
    write(article, by=user, title="Hai")

    client.get(address(article, page))
    with CaptureQueriesContext(connection) as few:
        assert client.get(address(article, page)).status_code == 200
    for _ in range(198):
        save_revision(article, by=user, state="draft")
    with CaptureQueriesContext(connection) as many:
        client.get(address(article, page))

    assert len(many) == len(few) <= 26


def test_lists_and_worklists_ask_no_more_for_more_edits(client, sign_in, django_assert_max_num_queries):
    sign_in("Biên tập viên")
    user = make_user(*ALL)
    for _ in range(12):
        article = write(make_article(), by=user, title="Hai")
        revisions.Revision.objects.filter(pk=revisions.open_revision(article).pk).update(state="in_review")
        type(article).objects.filter(pk=article.pk).update(edit_state="in_review")

    with django_assert_max_num_queries(13):
        client.get("/admin/news/article/")
    with django_assert_max_num_queries(60):
        assert client.get("/admin/").text.count("(bản sửa)") >= 8
