"""Says who is told of what happened, once, from any number of processes."""

from math import inf
from time import monotonic

from django.conf import settings
from django.contrib.auth import get_user_model
from django.db import transaction
from django.utils import timezone

from portal.notifications.models import Happening, MailChoice, Notification, Occurrence
from publishing import revisions, workflow
from publishing.models import Note, Revision

MAX_AT_ONCE = 200  # occurrences that one call tells of


def tell_what_happened(max_seconds: float = inf) -> int:
    """Make the notifications of what nobody has been told of yet; return of how much.

    After `max_seconds` none is begun: the rest is told by the next call.
    """
    told, people, ends_at = 0, People(), monotonic() + max_seconds
    while told < MAX_AT_ONCE and monotonic() < ends_at and Occurrence.objects.untold().exists():
        with transaction.atomic():
            occurrence = Occurrence.objects.untold().select_for_update(skip_locked=True).first()
            if occurrence is None:  # another process tells of it
                break
            _tell(occurrence, people)
            occurrence.told_at = timezone.now()
            occurrence.save(update_fields=["told_at"])
        told += 1
    return told


class People:
    """Members of staff, with what is read of them once for all occurrences: rights, and whether they want letters."""

    def __init__(self):
        self._by_pk, self._with_permission, self._without_letters = {}, {}, None

    def active(self, pks):
        """Those of them who can sign in."""
        missing = set(pks) - self._by_pk.keys() - {None}
        if missing:
            found = get_user_model().objects.filter(pk__in=missing, is_active=True, is_staff=True)
            self._by_pk |= dict.fromkeys(missing) | {user.pk: user for user in found}
        return [self._by_pk[pk] for pk in sorted(set(pks) - {None}) if self._by_pk[pk]]

    def who_may(self, move):
        """Who has the permission that a move takes; superusers make none but a forced one."""
        permission = f"publishing.{workflow.MOVES[move].permission}"
        if permission not in self._with_permission:
            found = get_user_model().objects.with_perm(permission, include_superusers=False)
            self._with_permission[permission] = list(found.values_list("pk", flat=True))
        return self.active(self._with_permission[permission])

    def wants_letters(self, user):
        if self._without_letters is None:
            self._without_letters = set(MailChoice.objects.filter(is_on=False).values_list("user_id", flat=True))
        return bool(settings.SENDS_MAIL and user.email) and user.pk not in self._without_letters


def _tell(occurrence, people):
    model = occurrence.content_type.model_class()
    thing = model and model._base_manager.filter(pk=occurrence.object_id, trashed_at=None).first()
    if thing is None:
        return
    _settle(occurrence, thing)
    view = f"{model._meta.app_label}.view_{model._meta.model_name}"
    told = [user for user in _concerned(occurrence, thing, people) if user.has_perm(view)]
    Notification.objects.bulk_create(
        [
            Notification(user=user, occurrence=occurrence, is_mail_due=people.wants_letters(user))
            for user in told
            if user.pk != occurrence.by_id
        ],
        ignore_conflicts=True,
    )


def _settle(occurrence, thing):
    """Mark as read what waited for a move that is not open any more."""
    is_open = [name for name, move in workflow.MOVES.items() if thing.working_state in move.origins]
    told = Notification.objects.of(occurrence.content_type_id, occurrence.object_id).unread()
    waited = told.filter(occurrence__happening=Happening.WAITING).exclude(occurrence__move__in=is_open)
    waited.update(read_at=timezone.now())


def _concerned(occurrence, thing, people):
    """Whom it concerns, among them perhaps who did it."""
    if occurrence.happening == Happening.WAITING:
        if occurrence.move not in workflow.MOVES:
            return []
        revisions.attach_open_revisions([thing])
        workflow.attach_writers([thing])
        may = people.who_may(occurrence.move)
        return [user for user in may if not workflow.refusal_reason(occurrence.move, thing, user)]
    pks = {_first_writer(thing), workflow.sender_id(thing)}
    if occurrence.happening == Happening.COMMENT:
        pks.update(Note.objects.of(thing).values_list("by_id", flat=True))
    return people.active(pks)


def _first_writer(thing):
    return Revision.objects.of(thing).order_by("pk").values_list("by_id", flat=True).first()
