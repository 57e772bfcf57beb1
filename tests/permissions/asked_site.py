"""A site with a thing of every kind in every situation, and everybody who may ask for it."""

from datetime import timedelta
from functools import cached_property

from django.core.management import call_command
from django.utils import timezone

from publishing.kinds import all_kinds
from publishing.models import Revision
from tests.factories import make_category, make_user
from tests.kinds import factory_of
from tests.permissions.actors import ACTORS, browser_of
from tests.permissions.rights import SITUATIONS, WHOSE, is_bound_to_categories
from tests.publishing.editing import write

CANARY = "hoanganhkim"  # stands in each text that is not public
PUBLIC = {"published", "edited", "ending"}


class AskedSite:
    """`things[kind name, situation, whose]`, `browsers[actor]`, `boss` (a browser of a superuser)."""

    def __init__(self):
        call_command("sync_roles", verbosity=0)
        self.home, self.other, self.far = make_category(), make_category(), make_category()
        self.writer = make_user(is_superuser=True)
        self.boss, _ = browser_of(ACTORS[0])
        self.boss.force_login(self.writer)
        self.things = {
            (kind.name, situation, whose): self._make(kind, situation, whose)
            for kind in all_kinds()
            for whose in whose_of(kind)
            for situation in SITUATIONS
        }
        self.browsers, self._users, self._owner = {}, {}, None

    def _make(self, kind, situation, whose):
        now, word = timezone.now(), "sẻ" if situation in PUBLIC else CANARY
        fields = {
            "trashed": {"state": "draft"},
            "edited": {},
            "scheduled": {"publish_at": now + timedelta(days=1)},
            "ending": {"unpublish_at": now + timedelta(days=1)},
        }.get(situation, {"state": situation})
        if is_bound_to_categories(kind):
            fields["category"] = self.other if whose == "elsewhere" else self.home
        thing = factory_of(kind)(title=f"Chim {word} {situation} {whose}", **fields)
        if situation == "trashed":
            type(thing).objects.filter(pk=thing.pk).update(trashed_at=now)
        elif situation == "edited":
            write(thing, by=self.writer, title=f"Chim {CANARY} edit {whose}")
        thing.refresh_from_db()
        return thing

    def browser(self, actor):
        """The browser of an actor; from now on what is "mine" is theirs."""
        if actor not in self.browsers:
            categories = [self.far if actor.is_elsewhere else self.home]
            self.browsers[actor], self._users[actor] = browser_of(actor, categories)
        user = self._users[actor]
        if user and user != self._owner:
            Revision.objects.filter(pk__in=self._mine).update(by=user)
            self._owner = user
        return self.browsers[actor]

    @cached_property
    def _mine(self):
        mine = [thing for (_, _, whose), thing in self.things.items() if whose == "mine"]
        return [pk for thing in mine for pk in Revision.objects.of(thing).values_list("pk", flat=True)]


def whose_of(kind):
    """Whose a thing can be: without categories there is no other category."""
    return list(WHOSE) if is_bound_to_categories(kind) else [one for one in WHOSE if one != "elsewhere"]


def whose_for(actor, kind, whose):
    """Whose it is for this actor: nothing is in the categories of who has others."""
    return "elsewhere" if actor.is_elsewhere and is_bound_to_categories(kind) else whose
