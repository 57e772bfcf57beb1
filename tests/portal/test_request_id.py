import logging

import pytest

from tests.factories import make_article, make_user
from traffic import bulkhead
from traffic.request_id import LETTERS, current_request
from traffic.staff import COOKIE, SIGNER

HEADER = "X-Request-ID"


def test_each_answer_of_django_bears_an_id_of_its_own(door):
    ids = {door.get("/tim-kiem/?q=a", x_request_id="hoanganhkim").headers[HEADER] for _ in range(20)}

    assert len(ids) == 20
    assert all(len(one) == 8 and set(one) <= set(LETTERS) for one in ids)


@pytest.mark.parametrize("path", ["/khong-co/", "/admin/", "/admin/login/", "/lien-ket/di/?den=0"])
def test_refusal_and_page_of_staff_bear_one_too(door, path):
    assert len(door.get(path).headers[HEADER]) == 8


def test_staff_reading_a_page_with_a_count_get_one(door):
    staff = f"{COOKIE}={SIGNER.sign(str(make_user().pk))}"

    assert len(door.get(make_article().get_absolute_url(), cookie=staff).headers[HEADER]) == 8


def test_page_that_is_cached_bears_nobodys_id(door):
    paths = ["/", make_article().get_absolute_url(), "/robots.txt"]

    answers = [door.get(path) for path in paths for _ in range(2)]

    assert {answer.status for answer in answers} == {200}
    assert [answer.headers[HEADER] for answer in answers] == [None] * len(answers)
    assert [page for _, page in door.application.store.pages() if HEADER in str(page.headers).title()] == []


def test_request_is_forgotten_once_it_is_answered(client, db):
    client.get("/tim-kiem/?q=hoanganhkim")

    assert current_request() is None


def test_reader_who_is_turned_away_is_a_line_without_an_error(door, monkeypatch, caplog):
    monkeypatch.setattr(bulkhead.Bulkhead, "acquire", lambda self, **how: False)

    assert door.get("/tim-kiem/?q=hoanganhkim").status == 503

    (record,) = [one for one in caplog.records if one.levelno == logging.WARNING]
    assert (record.status_code, record.kind, record.exc_info) == (503, "status 503", None)
