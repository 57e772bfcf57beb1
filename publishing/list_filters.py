"""Filters of the lists of published things: by worklist, state, writer, date, schedule and picture."""

from datetime import date, datetime, time, timedelta

from django.contrib import admin
from django.contrib.auth import get_user_model
from django.utils import timezone

from publishing import dashboard, kinds, revisions, workflow
from publishing.bigints import parse_bigint
from publishing.models import State
from vietnamese.collation import name_sort_key

MAX_WITHOUT_PICTURE = 5_000  # the newest; counting all of a million would take longer than the page
MAX_PEOPLE = 60  # to choose from; another is chosen by the number of the account in the address
OWN = "toi"


class WorklistFilter(admin.SimpleListFilter):
    """The rows of a worklist of the front page."""

    title = "việc của tôi"
    parameter_name = "viec"

    def lookups(self, request, model_admin):
        return [(each.name, each.title) for each in dashboard.worklists_of(request.user).values()]

    def queryset(self, request, queryset):
        worklist = dashboard.worklists_of(request.user).get(self.value()) if self.value() else None
        return worklist.rows(queryset, request.user) if worklist else queryset


class StateFilter(admin.SimpleListFilter):
    title = "trạng thái"
    parameter_name = "trang-thai"

    def lookups(self, request, model_admin):
        return [(state.value, state.label) for state in workflow.STATES]

    def queryset(self, request, queryset):
        return queryset.in_states(self.value()) if self.value() in workflow.STATES else queryset


class WriterFilter(admin.SimpleListFilter):
    """What one person began: oneself, or a member of staff by the number of the account."""

    title = "người viết"
    parameter_name = "nguoi-viet"

    def lookups(self, request, model_admin):
        staff = get_user_model().objects.filter(is_staff=True, is_active=True).exclude(pk=request.user.pk)
        named = [(str(user.pk), user.get_full_name() or user.get_username()) for user in staff[:MAX_PEOPLE]]
        return [(OWN, "Của tôi"), *sorted(named, key=lambda one: name_sort_key(one[1]))]

    def queryset(self, request, queryset):
        asked = self.value() or ""
        user_id = request.user.pk if asked == OWN else parse_bigint(asked)
        return queryset if user_id is None else revisions.written_by(queryset, user_id)


class SituationFilter(admin.SimpleListFilter):
    title = "lịch và bản sửa"
    parameter_name = "dang-co"
    ROWS = {
        "hen-gio": ("Hẹn giờ đăng", lambda things: things.scheduled()),
        "tu-go": ("Hẹn giờ gỡ", lambda things: things.coming_down()),
        "ban-sua": ("Bản sửa chưa đăng", lambda things: things.exclude(edit_state="")),
    }

    def lookups(self, request, model_admin):
        return [(name, label) for name, (label, _) in self.ROWS.items()]

    def queryset(self, request, queryset):
        return self.ROWS[self.value()][1](queryset) if self.value() in self.ROWS else queryset


class PictureFilter(admin.SimpleListFilter):
    """What has no picture, of a kind that may have one."""

    title = "ảnh"
    parameter_name = "anh"

    def lookups(self, request, model_admin):
        return [("chua", "Chưa có ảnh")] if kinds.of(model_admin.model).image_field else []

    def queryset(self, request, queryset):
        if self.value() != "chua":
            return queryset
        without = queryset.filter(**{kinds.of(queryset.model).image_field: None}).order_by("-pk")
        return queryset.filter(pk__in=without.values("pk")[:MAX_WITHOUT_PICTURE])


class DateFilter(admin.SimpleListFilter):
    """The day readers see of what is public or scheduled: one of some periods, or any day as 2026-11-30.

    The list is then sorted by that day (`PublishableAdmin.get_ordering`), which an index follows.
    """

    title = "ngày đăng"
    parameter_name = "ngay"
    template = "publishing/admin/date_filter.html"

    def lookups(self, request, model_admin):
        return [
            ("hom-nay", "Hôm nay"),
            ("hom-qua", "Hôm qua"),
            ("7-ngay", "7 ngày qua"),
            ("thang-nay", "Tháng này"),
            ("nam-nay", "Năm nay"),
        ]

    def queryset(self, request, queryset):
        days = self._days()
        if days is None:
            return queryset
        first, last = (timezone.make_aware(datetime.combine(day, time())) for day in days)
        return queryset.filter(state=State.PUBLISHED, publish_at__gte=first, publish_at__lt=last)

    def _days(self):
        """The first day and the day after the last, or None."""
        today = timezone.localdate()
        tomorrow = today + timedelta(days=1)
        if (day := self.day()) and day < date.max:
            return day, day + timedelta(days=1)
        return {
            "hom-nay": (today, tomorrow),
            "hom-qua": (today - timedelta(days=1), today),
            "7-ngay": (today - timedelta(days=6), tomorrow),
            "thang-nay": (today.replace(day=1), tomorrow),
            "nam-nay": (today.replace(month=1, day=1), tomorrow),
        }.get(self.value())

    def day(self):
        """The one day asked for, or None."""
        try:
            return date.fromisoformat(self.value() or "")
        except ValueError:
            return None

    def choices(self, changelist):
        """Django's; for the form of the template the other parameters of the list are kept as `others`."""
        kept = {name: values for name, values in changelist.get_filters_params().items() if name != self.parameter_name}
        self.others = [(name, value) for name, values in kept.items() for value in values]
        return super().choices(changelist)


DESK_FILTERS = [WorklistFilter, StateFilter, WriterFilter, DateFilter, SituationFilter, PictureFilter]
