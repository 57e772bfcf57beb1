"""Once a year administrators confirm who still needs which rights; the audit log holds what was confirmed by whom."""

from datetime import timedelta

from django.contrib import messages
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import F, OuterRef, Q, Subquery
from django.http import HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import path
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from portal.accounts.models import User
from publishing import lock
from publishing.audit_log import ACTION_LABELS, record
from publishing.bigints import parse_bigint
from publishing.models import Event
from publishing.row_conflict import digest

CONFIRMED_FOR = timedelta(days=365)

ACTION_LABELS["rights_confirmed"] = "Xác nhận quyền"


def people_to_review():
    """Everybody who may sign in, who was confirmed longest ago first; `is_due` says that it is time to do it again."""
    events = Event.objects.filter(content_type=ContentType.objects.get_for_model(User), object_id=OuterRef("pk"))
    confirmed = events.filter(name="rights_confirmed").order_by("-pk")
    changed = events.filter(Q(after__has_key="groups") | Q(after__has_key="categories"), name="change").order_by("-pk")
    people = User.objects.filter(is_active=True).prefetch_related("groups", "categories")
    return people.annotate(
        confirmed_at=Subquery(confirmed.values("at")[:1]),
        confirmed_by=Subquery(confirmed.values("by_text")[:1]),
        changed_at=Subquery(changed.values("at")[:1]),
    ).order_by(F("confirmed_at").asc(nulls_first=True), "username")


def is_due(person) -> bool:
    """Whether nobody has confirmed the rights that a person has now within the last year."""
    since = timezone.now() - CONFIRMED_FOR
    return person.confirmed_at is None or person.confirmed_at < max(since, person.changed_at or since)


def rights_digest(person) -> str:
    """A digest of what is confirmed: nobody confirms what another has just given."""
    groups, categories = ([one.pk for one in rows.all()] for rows in (person.groups, person.categories))
    return digest([sorted(groups), sorted(categories), person.is_superuser])


class RightsReviewMixin:
    def get_urls(self):
        view = self.admin_site.admin_view(require_http_methods(["GET", "HEAD", "POST"])(self.review_view))
        return [path("ra-soat/", view, name="accounts_user_review"), *super().get_urls()]

    def review_view(self, request):
        if not request.user.has_perm("accounts.assign_roles"):
            raise PermissionDenied
        if request.method == "POST":
            return self._confirm(request)
        people = [
            (each, is_due(each), rights_digest(each), self._may_confirm(request, each)) for each in people_to_review()
        ]
        context = {
            **self.admin_site.each_context(request),
            "title": "Rà soát quyền hằng năm",
            "opts": self.opts,
            "people": people,
            "due": sum(due for _, due, _, _ in people),
        }
        return TemplateResponse(request, "accounts/admin/review.html", context)

    def _may_confirm(self, request, person):
        return person != request.user and request.user.may_manage(person)

    @transaction.atomic
    def _confirm(self, request):
        person = get_object_or_404(User, pk=parse_bigint(request.POST.get("person", "")))
        if not self._may_confirm(request, person):
            raise PermissionDenied
        lock.lock_rows(User, [person.pk])
        if request.POST.get("seen") == rights_digest(person):
            rights = {name: sorted(map(str, getattr(person, name).all())) for name in ("groups", "categories")}
            record("rights_confirmed", person, by=request.user, after=rights)
            messages.success(request, f"Đã xác nhận quyền của {person}.")
        else:
            messages.error(request, f"Quyền của {person} vừa được đổi. Hãy xem lại rồi xác nhận.")
        return HttpResponseRedirect(request.path)
