"""Everybody who may ask: what they were when they signed in, and what they are when they ask."""

from dataclasses import dataclass
from datetime import UTC, datetime

from django.contrib.auth.models import Group
from django.test import Client

from portal.accounts.models import User
from portal.accounts.roles import ROLES
from tests.accounts.second_factors import give_password, make_person
from tests.factories import make_user
from tests.permissions.rights import holds, permissions_of
from traffic.edition import Edition
from traffic.fragment_cache import EDITION_KEY


@dataclass(frozen=True)
class Actor:
    """`roles` are those held now, `before` those held while signing in.

    `outside` is who is sent to sign in, or to set up a second factor, from every address but those named in `open_to`.

    With `is_elsewhere` their categories are others than those of any thing asked for.
    """

    name: str
    roles: tuple[str, ...] = ()
    before: tuple[str, ...] = ()
    fields: tuple[tuple[str, object], ...] = ()  # of the user, set after signing in
    outside: bool = False
    open_to: frozenset[str] = frozenset()
    is_elsewhere: bool = False
    signs_in: bool = True
    is_asked_code: bool = False  # the password was right, the code of the second factor has not been given

    def __str__(self):
        return self.name

    @property
    def permissions(self):
        return frozenset() if self.outside else permissions_of(*self.roles)


ALL_ROLES = tuple(ROLES)
WITHOUT_SECOND_FACTOR = ("second_factor", "reauthenticate", "password_change", "password_change_done")
EDITORIAL = [role for role in ROLES if holds(permissions_of(role), "content")]
ACTORS = [
    Actor("không đăng nhập", outside=True, signs_in=False),
    *(Actor(role, (role,), (role,)) for role in ROLES),
    *(Actor(f"{role} của chuyên mục khác", (role,), (role,), is_elsewhere=True) for role in EDITORIAL),
    Actor("đã bị khóa", ALL_ROLES, ALL_ROLES, fields=(("is_active", False),), outside=True),
    Actor("không còn là nhân viên", ALL_ROLES, ALL_ROLES, fields=(("is_staff", False),), outside=True),
    Actor("vừa mất mọi vai trò", (), ALL_ROLES),
    *(Actor(f"vừa xuống {role}", (role,), ALL_ROLES) for role in EDITORIAL[:1]),
    Actor("chưa nhập mã lớp thứ hai", ALL_ROLES, ALL_ROLES, outside=True, is_asked_code=True),
    Actor(
        "chưa bật hai lớp",
        ALL_ROLES,
        ALL_ROLES,
        fields=(("second_factor_demanded_at", datetime(2020, 1, 1, tzinfo=UTC)),),
        outside=True,
        open_to=frozenset(f"admin:{name}" for name in WITHOUT_SECOND_FACTOR),
    ),
]


def browser_of(actor, categories=()):
    """A browser in which this actor has signed in, then become what they are now; and the user."""
    browser = Client(raise_request_exception=False)
    browser.defaults[EDITION_KEY] = Edition(0, ends_at=float("inf"))  # what pages share is rendered once
    if not actor.signs_in:
        return browser, None
    make = make_person if actor.is_asked_code else make_user
    user = make(groups=Group.objects.filter(name__in=actor.before), categories=categories, last_name=actor.name)
    if actor.is_asked_code:
        give_password(browser, user.username)
    else:
        browser.force_login(user)
    browser.get("/admin/")
    user.groups.set(Group.objects.filter(name__in=actor.roles))
    User.objects.filter(pk=user.pk).update(**dict(actor.fields))
    return browser, user
