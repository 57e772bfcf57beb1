"""Share links as staff make them in the browser, and as the one who has been given one opens them."""

import re

from django.test import Client

from tests.desk.forms import address


def make_link(browser, thing, **fields):
    """Make a link on the desk; its path."""
    page = browser.post(address(thing, "share-links/"), fields)
    assert page.status_code == 200, page.status_code
    return re.search(r"/xem-truoc/[\w-]{22}/", page.text)[0]


def open_link(path, method="get"):
    """The answer to a stranger."""
    return getattr(Client(), method)(path)
