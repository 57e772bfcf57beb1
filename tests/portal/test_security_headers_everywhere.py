"""Every address of the resolver and every kind of error, through the front door: all have the same headers, once."""

import pytest
from django.test import Client
from django.urls import get_resolver

from tests.factories import make_article, make_user
from tests.portal.permission_table import names_of
from tests.portal.test_permission_matrix import address_of
from traffic.security_headers import security_headers


def lapses(answer):
    """The security headers that a response lacks, has twice or weakens."""
    wrong = [name for name in security_headers() if len(answer.headers.get_all(name)) != 1]
    return wrong or [policy for policy in answer.headers.get_all("Content-Security-Policy") if "'none'" not in policy]


@pytest.mark.parametrize("is_staff", [False, True])
def test_every_address_is_guarded(door, settings, is_staff):
    settings.ALLOWED_HOSTS = ["*"]
    cookie = None
    if is_staff:
        browser = Client()
        browser.force_login(make_user(is_superuser=True))
        cookie = f"sessionid={browser.cookies['sessionid'].value}"

    found = {name: lapses(door.get(address_of(name), cookie=cookie)) for name in set(names_of(get_resolver()))}

    assert {name: wrong for name, wrong in found.items() if wrong} == {}


@pytest.mark.parametrize(
    ("status", "method", "path", "headers"),
    [
        (400, "GET", "/", {"host": "evil.example"}),
        (400, "GET", "/", {"host": "a b"}),
        (403, "POST", "/admin/login/", {}),
        (404, "GET", "/khong-co/", {}),
        (404, "GET", "/media/anh/khong-co.png", {}),
        (404, "GET", "/static/khong-co.css", {}),
        (404, "GET", "/%ff%00/", {}),
        (405, "POST", "/", {}),
        (405, "DELETE", "/rss/", {}),
        (302, "GET", "/admin/", {}),
        (301, "GET", "/tin-tuc", {}),
    ],
)
def test_refusal_is_guarded(door, status, method, path, headers):
    answer = door.request(method, path, **headers)

    assert answer.status == status
    assert lapses(answer) == []


@pytest.mark.parametrize(("fields", "slug", "status"), [({"state": "withdrawn"}, "", 410), ({}, "khac-", 301)])
def test_address_that_has_changed_is_guarded(door, fields, slug, status):
    article = make_article(**fields)

    answer = door.get(f"/bai-viet/{slug}{article.slug}-{article.pk}/")

    assert answer.status == status
    assert lapses(answer) == []


@pytest.mark.parametrize(
    "place", ["portal.kind_views.keyset_page", "traffic.staff.user_id", "csp.middleware.build_policy"]
)
def test_fault_of_a_view_or_a_middleware_is_guarded(door, monkeypatch, place):
    def fault(*args, **kwargs):
        raise RuntimeError(place)

    monkeypatch.setattr(place, fault)

    answer = door.get("/tin-tuc/")

    assert answer.status == 500
    assert "trục trặc" in answer.text
    assert lapses(answer) == []


@pytest.mark.parametrize("method", ["GET", "HEAD", "POST"])
def test_static_file_is_guarded(door, settings, tmp_path, method):
    settings.STATIC_ROOT = tmp_path
    (tmp_path / "site.css").write_text("p{}")
    door.application.close()
    door.application.open(housekeeping=False)

    answer = door.request(method, "/static/site.css")

    assert answer.status == (405 if method == "POST" else 200)
    assert lapses(answer) == []
