"""Whatever is wrong with a request, it is no fault of ours: nothing that a stranger can send is answered by 5xx."""

import pytest
from django.core.cache import cache

from tests.factories import make_article
from tests.portal.malformed import BODIES, CONTENT_TYPES, FORMS, HEADERS, MULTIPART, URLENCODED, VALUES

TOKEN = "csrftoken=" + "a" * 32  # whoever has it is asked for the same in the form, which is then read
MANY = "a&" * 1_010
ADMIN = ["/admin/login/", "/admin/logout/", "/admin/password_change/", "/admin/jsi18n/", "/admin/khong-co/"]
PUBLIC = ["/", "/tim-kiem/?q=%ff", "/tin-tuc/?truoc=x", "/media/a.jpg", "/static/a.css", "/rss/", "/khong-co/?%ff"]
SENDERS = [{"cookie": TOKEN}, {"cookie": TOKEN, "sec_fetch_site": "same-origin"}, {"sec_fetch_site": "same-origin"}]


@pytest.fixture
def faults(door):
    """`faults(paths, bodies, **headers)`: what of all combinations is answered by 5xx; a body is sent by POST."""

    def is_fault(*asked, **headers):
        cache.clear()  # or who asks so often would be told to wait
        return door.request(*asked, **headers).status >= 500

    def found(paths, bodies, **headers):
        asked = [("POST" if body else "GET", path, body) for path in paths for body in bodies]
        return [(*one, headers) for one in asked if is_fault(*one, **headers)]

    return found


@pytest.mark.parametrize("kind", [f"{URLENCODED}; charset={name}" for name in ("latin-1", "utf-7", "base64", "no")])
@pytest.mark.parametrize("path", ADMIN)
def test_form_in_another_charset_is_refused(kind, path, door):
    answer = door.post(path, b"a=b", content_type=kind, cookie=TOKEN)

    assert (answer.status, "Yêu cầu không hợp lệ" in answer.text) == (400, True)


@pytest.mark.parametrize("kind", [URLENCODED, f"{URLENCODED};charset=UTF-8", f'{URLENCODED}; charset="utf8"'])
def test_form_in_utf8_is_read(kind, door):
    form = f"csrfmiddlewaretoken={TOKEN[-32:]}&username=%E1%BB%87".encode()

    answer = door.post("/admin/login/", form, content_type=kind, cookie=TOKEN)

    assert (answer.status, 'value="ệ"' in answer.text) == (200, True)


@pytest.mark.parametrize("sender", SENDERS)
def test_kind_of_a_body_is_never_our_fault(sender, faults):
    for kind in CONTENT_TYPES:
        assert faults([*ADMIN, *PUBLIC], [b"", b"a=%ff", BODIES[0]], content_type=kind, **sender) == []


@pytest.mark.parametrize("sender", SENDERS)
def test_body_is_never_our_fault(sender, faults):
    assert faults(ADMIN, BODIES, content_type=MULTIPART, **sender) == []
    assert faults(ADMIN, FORMS, content_type=URLENCODED, **sender) == []


@pytest.mark.parametrize("name", HEADERS)
def test_header_is_never_our_fault(name, faults):
    paths = [*ADMIN[:3], *PUBLIC, make_article().get_absolute_url()]
    sent = {"content_type": URLENCODED, "cookie": TOKEN}

    for value in VALUES:
        assert faults(paths, [b"", b"a=b"], **sent | {name: value}) == []


@pytest.mark.parametrize("path", [*ADMIN, *PUBLIC])
def test_query_of_many_fields_is_never_our_fault(path, faults):
    assert faults([f"{path.partition('?')[0]}?{MANY}"], [b"", b"a=b"], content_type=URLENCODED, cookie=TOKEN) == []
