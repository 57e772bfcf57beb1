"""Many who sign in at once, of different names and from different addresses, hold up neither saves nor pages."""

import time
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.test import Client

from tests.factories import PASSWORD, make_tag, make_user
from tests.faults.posted_forms import post, sign_in
from traffic.staff import COOKIE, SIGNER

pytestmark = pytest.mark.faults
AT_ONCE = 12


@pytest.fixture
def behind_a_proxy(monkeypatch):
    """Before `site`: it trusts X-Forwarded-For."""
    monkeypatch.setenv("TRUSTED_PROXIES", "1")


def sign_in_at_last(site, name, address):
    """Try until there is time for it, coming back when one is told to; every status that was seen."""
    seen = []
    while 302 not in seen:
        answer = sign_in(site, name, PASSWORD, x_forwarded_for=address)
        seen.append(answer.status)
        time.sleep(float(answer.headers.get("Retry-After", 0)))
    return seen


def test_saves_and_pages_go_on_while_twelve_sign_in(behind_a_proxy, site, outcome):
    names, tag = [make_user().username for _ in range(AT_ONCE)], make_tag()
    editor, user = Client(), make_user(is_superuser=True)
    editor.force_login(user)
    session = f"sessionid={editor.cookies['sessionid'].value}; {COOKIE}={SIGNER.sign(str(user.pk))}"
    sign_in_at_last(site, names[0], "203.0.113.0")  # the first of all waits for templates to be read
    saves, pages = [], []
    with ThreadPoolExecutor(AT_ONCE) as pool:
        signing_in = [pool.submit(sign_in_at_last, site, name, f"203.0.113.{n}") for n, name in enumerate(names)]
        while not all(one.done() for one in signing_in):
            fields = {"name": f"Thẻ {len(saves)}", "slug": tag.slug}
            saves.append(post(site, f"/admin/news/tag/{tag.pk}/change/", fields, cookies=session).status)
            reader = f"198.51.{len(pages) // 200}.{len(pages) % 200}"  # one alone may not search so often
            pages.append(site.get("/tim-kiem/?q=thi+dua", x_forwarded_for=reader).status)

    sign_ins = [status for one in signing_in for status in one.result()]
    errors = len(saves) + len(pages) - saves.count(302) - pages.count(200)
    outcome("twelve sign in", requests=len(saves) + len(pages), errors=errors, remark=f"{len(sign_ins)} forms sent")
    assert (set(saves), set(pages)) == ({302}, {200})
    assert set(sign_ins) <= {302, 503}
