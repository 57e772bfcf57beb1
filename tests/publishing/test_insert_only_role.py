"""A portal whose database account may only add to the audit log, as docs/operations.md makes it."""

import re

import psycopg2
import pytest
from django.conf import settings
from django.db import connection
from django.test import Client

from publishing.models import Event, UnsealedEvent
from tests.desk.forms import address, opened
from tests.factories import make_article, make_user
from tests.faults.concurrent_readers import until
from tests.faults.posted_forms import TOKEN, post
from tests.publishing.sealed_log import complaint, newest
from tests.running_site import database_url
from traffic.staff import COOKIE, SIGNER

pytestmark = pytest.mark.postgresql
ROLE, PASSWORD = "portal_web", "bi-mat-thu-nghiem"
DROP = f"DROP OWNED BY {ROLE}; DROP ROLE {ROLE}"


@pytest.fixture
def role_url(transactional_db):
    """The test's database as the role finds it."""
    document = (settings.BASE_DIR / "docs/operations.md").read_text()
    [statements] = re.findall(r"```sql\n(.*?)```", document, re.DOTALL)
    with connection.cursor() as cursor:
        cursor.execute(statements.replace("chọn một mật khẩu", PASSWORD))
    yield re.sub(r"//[^@]*@", f"//{ROLE}:{PASSWORD}@", database_url())
    with connection.cursor() as cursor:
        cursor.execute(DROP)


def test_portal_saves_and_seals_as_that_role(role_url, site):
    article, user, editor = make_article(state="draft"), make_user(is_superuser=True), Client()
    editor.force_login(user)
    session = f"sessionid={editor.cookies['sessionid'].value}; {COOKIE}={SIGNER.sign(str(user.pk))}"
    read = opened(editor, article) | {"title": "Tiêu đề mới", "csrfmiddlewaretoken": TOKEN}
    fields = {name: value[0] if isinstance(value, list) else value for name, value in read.items()}
    site.stop()
    site.start(DATABASE_URL=role_url)

    answer = post(site, address(article), fields, cookies=session)

    assert answer.status == 302, answer.text
    article.refresh_from_db()
    assert article.title == "Tiêu đề mới"
    assert Event.objects.filter(by=user).exists()
    until(lambda: not UnsealedEvent.objects.exists())
    assert complaint() == ""
    assert newest().head in site.log
    assert "Traceback" not in site.log
    site.kill()


@pytest.mark.parametrize("table", ["publishing_event", "publishing_seal"])
@pytest.mark.parametrize(
    "act", ["UPDATE {} SET {} = {}", "DELETE FROM {}", "TRUNCATE {}"], ids=["update", "delete", "truncate"]
)
def test_that_role_changes_and_deletes_nothing(role_url, table, act):
    column = {"publishing_event": "note", "publishing_seal": "text"}[table]
    database = psycopg2.connect(role_url)

    with database, database.cursor() as cursor, pytest.raises(psycopg2.errors.InsufficientPrivilege):
        cursor.execute(act.format(table, column, column))
    database.close()
