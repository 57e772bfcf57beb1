"""Forms sent to a running site, as a browser that has been given a token sends them."""

from urllib.parse import urlencode

TOKEN = "a" * 32  # a cookie that is sent back in the form is proof enough for Django
FORM = "application/x-www-form-urlencoded"


def post(site, path, fields, *, cookies="", **headers):
    body = urlencode({"csrfmiddlewaretoken": TOKEN, **fields}).encode()
    cookies = f"csrftoken={TOKEN}; {cookies}"
    return site.post(path, body, content_type=FORM, cookie=cookies, **headers)


def sign_in(site, name, password, **headers):
    return post(site, "/admin/login/", {"username": name, "password": password}, **headers)
