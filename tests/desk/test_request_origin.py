"""Every line of the audit log has an origin."""

import pytest

from portal.accounts.throttling import MAX_FAILURES
from publishing.models import Event
from tests.accounts.sign_ins import try_password
from tests.factories import make_tag

pytestmark = pytest.mark.django_db


def test_record_says_from_which_address_and_browser(client, sign_in):
    sign_in("Thư ký tòa soạn")
    tag = make_tag()

    form = {"name": "Tên khác", "slug": tag.slug}
    client.post(f"/admin/news/tag/{tag.pk}/change/", form, headers={"user-agent": "Firefox/140\t" + "x" * 500})

    event = Event.objects.of(tag).get()
    assert event.address == "127.0.0.1"
    assert event.user_agent.startswith("Firefox/140 xxx")
    assert len(event.user_agent) == 200


@pytest.mark.parametrize(("proxies", "seen"), [(0, "127.0.0.1"), (1, "203.0.113.9"), (2, "198.51.100.7")])
def test_only_our_own_proxies_are_believed(client, settings, proxies, seen):
    settings.TRUSTED_PROXIES = proxies

    try_password(client, "x", times=MAX_FAILURES, headers={"x-forwarded-for": "198.51.100.7, 203.0.113.9"})

    assert Event.objects.get(name="sign_in_failed").address == seen


def test_forged_address_is_cut_and_cleaned(client, settings):
    settings.TRUSTED_PROXIES = 1

    try_password(client, "x", times=MAX_FAILURES, headers={"x-forwarded-for": "a\x00" * 100})

    assert Event.objects.get(name="sign_in_failed").address == "a" * 32


def test_what_a_command_does_comes_from_nowhere():
    from django.core.management import call_command

    call_command("sync_roles", verbosity=0)

    event = Event.objects.filter(name="roles").first()
    assert (event.address, event.by, event.by_text) == ("", None, "")
    assert "publishing.submit" in event.after["permissions"]
