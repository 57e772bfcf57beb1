"""Three people take an article from the first word to its withdrawal, each at a browser of their own.

With PICTURES=docs/pictures in the environment the pictures of the editors' guide are made on the way.
"""

import pytest
from django.contrib.auth.models import Group
from django.core.management import call_command

from tests.browser.editing import Desk
from tests.browser.editorial_steps import (
    approved_scheduled_and_published,
    changed_while_live,
    read,
    returned_and_mended,
    withdrawn_and_restored,
    written_and_submitted,
)
from tests.factories import make_article, make_category, make_user

pytestmark = pytest.mark.browser
PEOPLE = {
    "reporter": ("Phóng viên", "Nguyễn Văn", "An"),
    "editor": ("Biên tập viên", "Trần Thị", "Mai"),
    "secretary": ("Thư ký tòa soạn", "Lê Quang", "Hòa"),
}


@pytest.fixture
def people(site, browser, browser_context_args):
    """The three at their browsers, by their part."""
    call_command("sync_roles", verbosity=0)
    desks = {}
    for part, (role, last_name, first_name) in PEOPLE.items():
        groups = [Group.objects.get(name=role)]
        user = make_user(username=part, last_name=last_name, first_name=first_name, groups=groups)
        page = browser.new_context(**browser_context_args, viewport={"width": 1180, "height": 900}).new_page()
        desks[part] = Desk(page, site, user)
    yield desks
    for desk in desks.values():
        assert desk.complaints == []
        desk.page.context.close()


def test_article_goes_from_draft_to_withdrawal_and_back(site, people):
    make_category(name="Tin tức"), make_article(title="Bài khác")
    reporter, editor, secretary = people["reporter"], people["editor"], people["secretary"]

    article = written_and_submitted(reporter)
    returned_and_mended(reporter, editor, article)
    approved_scheduled_and_published(editor, secretary, article)
    assert "đúng ngày 18 tháng 11" in read(site, article)
    changed_while_live(site, people, article)
    withdrawn_and_restored(site, secretary, article)
