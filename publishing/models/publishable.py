from django.contrib.contenttypes.fields import GenericRelation
from django.db import models, transaction
from django.db.models import F, Q, Value
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils import timezone
from django.utils.dateparse import parse_datetime

from publishing.models.announced import Announced, AnnouncedQuerySet
from publishing.models.revision import save_revision
from publishing.models.states import PUBLIC_STATES, State, Withdrawal, state_choices
from publishing.search_entry import SearchEntry

MAX_MERGES_FOLLOWED = 20  # from one merged thing to the next, before a redirect is given up


def _is_not_expired(now):
    return Q(unpublish_at=None) | Q(unpublish_at__gt=now)


def _is_published_at(now):
    return Q(state=State.PUBLISHED, publish_at__lte=now) & _is_not_expired(now)


def _date_expression(*, few):
    """The date to sort by; for `few` an expression that no index contains."""
    return Coalesce("publish_at", "publish_at") if few else F("publish_at")


class PublishableQuerySet(AnnouncedQuerySet):
    def published(self, *, at=None):
        """What is public by state and by the clock, now or `at` a moment."""
        return self.filter(_is_published_at(at or timezone.now()))

    def reachable(self, *, at=None):
        """What has a page: `published()`, and what was withdrawn with a notice."""
        now = at or timezone.now()
        with_notice = Q(state=State.WITHDRAWN, withdrawal=Withdrawal.WITH_NOTICE, publish_at__lte=now)
        return self.filter(_is_published_at(now) | with_notice)

    def reachable_or_scheduled(self):
        """`reachable()`, and what will be by the clock alone."""
        published = Q(state=State.PUBLISHED) & _is_not_expired(timezone.now())
        return self.filter(published | Q(state=State.WITHDRAWN, withdrawal=Withdrawal.WITH_NOTICE))

    def ever_published(self):
        """What was public at some time, whatever its state now: rows that are `was_out`."""
        return self.filter(state__in=PUBLIC_STATES, publish_at__lte=timezone.now())

    def since(self, moment):
        """What has its `publish_at` from that moment on."""
        return self.filter(publish_at__gte=moment)

    def next_instant(self):
        """When one of these next appears or vanishes by the clock, or None."""
        now, out = timezone.now(), self.filter(state=State.PUBLISHED)
        coming = out.filter(publish_at__gt=now).order_by("publish_at").values_list("publish_at", flat=True)
        going = out.filter(unpublish_at__gt=now).order_by("unpublish_at").values_list("unpublish_at", flat=True)
        return min(filter(None, [coming.first(), going.first()]), default=None)

    def newest_first(self, *, few=False):
        """`few=True` sorts the matching rows; with few rows a database would else walk the whole index of dates."""
        return self.order_by(_date_expression(few=few).desc(), "-pk")

    def oldest_first(self, *, few=False):
        return self.order_by(_date_expression(few=few).asc(), "pk")

    def older_than(self, moment, pk):
        """The rows after that key in `newest_first`."""
        return self.filter(Q(publish_at__lte=moment) & (Q(publish_at__lt=moment) | Q(pk__lt=pk)))

    def newer_than(self, moment, pk):
        """The rows after that key in `oldest_first`."""
        return self.filter(Q(publish_at__gte=moment) & (Q(publish_at__gt=moment) | Q(pk__gt=pk)))

    def merged_lists(self, lists, cut, *, few=False):
        """Several lists merged, then sorted and sliced by `cut` (QuerySet -> sorted and sliced QuerySet).

        Each list is cut by its own index first. Asked for the newest of several categories at once, a database walks
        through the newest of all, and passes a million rows where those categories have had nothing new for long. One
        list is cut as it is; with `few` its rows are sorted without their texts.
        """
        if len(lists) == 1:
            return cut(self.filter(pk__in=cut(lists[0]).values("pk")) if few else lists[0])
        ids = [self.model.objects.filter(pk__in=cut(rows).values("pk")).values("pk") for rows in lists]
        return cut(self.filter(pk__in=ids[0].union(*ids[1:], all=True)))

    def union_of_parts(self, parts):
        """The rows of several short lists by one query, each row with the name of its `part`; in no order.

        `parts` are pairs of a name and a sliced QuerySet of the same model. Each slice is found by its own index; it
        is in a subquery because SQLite allows no LIMIT in a part of UNION ALL.
        """
        named = [self.filter(pk__in=rows.values("pk")).annotate(part=Value(name)) for name, rows in parts]
        return named[0].union(*named[1:], all=True) if named else self.none()

    def in_states(self, *states):
        """What has its open edit or its row in one of these states, whether scheduled, public or expired."""
        return self.not_trashed().filter(Q(state__in=states) | Q(edit_state__in=states))

    def not_trashed(self):
        """Everything but what is in the trash."""
        return self.filter(trashed_at=None)

    def trashed(self, *, since):
        """What was put into the trash from that moment on."""
        return self.filter(trashed_at__gte=since)

    def coming_down(self):
        """What is public or scheduled and has an `unpublish_at` that has not passed."""
        return self.filter(state=State.PUBLISHED, unpublish_at__gt=timezone.now())

    def gone_out(self, *, since, until):
        """What came out after `since`, up to `until`; scheduled or not, expired since or not."""
        return self.filter(state=State.PUBLISHED, publish_at__gt=since, publish_at__lte=until)

    def come_down(self, *, since, until):
        """What expired after `since`, up to `until`."""
        return self.filter(state=State.PUBLISHED, unpublish_at__gt=since, unpublish_at__lte=until)

    def scheduled(self):
        """What is published at a moment still to come."""
        return self.filter(state=State.PUBLISHED, publish_at__gt=timezone.now())

    def for_listing(self):
        """Load what one line of a list prints; each kind defers its long columns here."""
        return self

    def for_feed(self):
        """Load what a feed prints; where there is a `body`, with it."""
        return self.for_listing()

    def for_sitemap(self):
        """Load an address and when it changed; also what `sitemap_image` and `sitemap_video` of its kind read."""
        return self

    def for_reading(self):
        """Load what a thing's own page prints of the row."""
        return self


class Publishable(Announced):
    """What goes through the workflow: written, reviewed, published at a moment, withdrawn.

    "Scheduled" and "expired" are not states: they follow from the clock. `publish_at` is the date readers
    see; it is set at first publication and never changes by itself: who may publish chooses a new one when a withdrawn
    thing is published again, and corrects a wrong one. States are set by `publishing.workflow` alone. The row holds the
    public text; `edit_state` is the state of the open Revision of what `was_out`, so that lists need no query for it.
    """

    versioned_fields = ()  # names of the columns and ordered relations a Revision keeps
    unversioned_fields = ("unpublish_at",)  # editable fields that moves or the desk set, and no Revision keeps
    revision_schema = 1  # raised when the meaning of those changes, not when one is added: see decision 10
    revision_upgrades = {}  # {schema: function from a Revision's content of that schema to one of the next}

    state = models.CharField("trạng thái", max_length=12, choices=state_choices, default=State.DRAFT, editable=False)
    publish_at = models.DateTimeField("ngày đăng", null=True, blank=True, editable=False)
    unpublish_at = models.DateTimeField(
        "tự gỡ lúc", null=True, blank=True, help_text="Để trống nếu không tự gỡ. Giờ Việt Nam."
    )
    withdrawal = models.CharField(
        "cách gỡ", max_length=12, choices=Withdrawal, default=Withdrawal.IN_ERROR, editable=False
    )
    merged_into = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="merged_from",
        verbose_name="gộp vào",
    )
    updated_at = models.DateTimeField("sửa lần cuối", auto_now=True)
    version = models.PositiveIntegerField("lần ghi", default=0, editable=False)
    edit_state = models.CharField(
        "trạng thái bản sửa", max_length=12, choices=state_choices, blank=True, default="", editable=False
    )
    worked_on_at = models.DateTimeField("làm lần cuối", default=timezone.now, editable=False)
    trashed_at = models.DateTimeField("bỏ vào thùng rác lúc", null=True, blank=True, editable=False)
    changes = models.JSONField("thay đổi đã công bố", default=list, blank=True, editable=False)
    notes = GenericRelation("publishing.Note")  # deleted with it

    objects = PublishableQuerySet.as_manager()

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=~Q(state__in=PUBLIC_STATES) | Q(publish_at__isnull=False),
                name="%(app_label)s_%(class)s_out_has_date",
                violation_error_message="Nội dung đã đăng phải có ngày đăng.",
            ),
            models.CheckConstraint(
                condition=Q(unpublish_at=None) | Q(publish_at=None) | Q(unpublish_at__gt=F("publish_at")),
                name="%(app_label)s_%(class)s_down_after_up",
                violation_error_message="Chọn thời điểm tự gỡ sau thời điểm đăng.",
            ),
            models.CheckConstraint(
                condition=~Q(state=State.WITHDRAWN, withdrawal=Withdrawal.MERGED) | Q(merged_into__isnull=False),
                name="%(app_label)s_%(class)s_merged_has_target",
                violation_error_message="Chọn bài mà nội dung này được gộp vào.",
            ),
            models.CheckConstraint(
                condition=Q(edit_state="") | Q(state__in=PUBLIC_STATES),
                name="%(app_label)s_%(class)s_edit_of_what_is_out",
                violation_error_message="Chỉ nội dung đã ra mắt bạn đọc mới có bản sửa để riêng.",
            ),
            models.CheckConstraint(
                condition=Q(trashed_at=None) | ~Q(state__in=PUBLIC_STATES),
                name="%(app_label)s_%(class)s_trash_never_out",
                violation_error_message="Nội dung đã đăng chỉ được gỡ, không bỏ vào thùng rác.",
            ),
        ]
        indexes = [
            models.Index(
                F("publish_at").desc(),
                F("id").desc(),
                condition=Q(state=State.PUBLISHED),
                name="%(app_label)s_%(class)s_newest",
            ),
            models.Index(
                F("unpublish_at"), condition=Q(unpublish_at__isnull=False), name="%(app_label)s_%(class)s_going_down"
            ),
            models.Index(  # its last field is for SQLite, which reads it anyway and would have to fetch the row
                fields=["state", "worked_on_at", "trashed_at"],
                condition=Q(trashed_at=None),
                name="%(app_label)s_%(class)s_desk",
            ),
            models.Index(
                fields=["edit_state", "worked_on_at"], condition=~Q(edit_state=""), name="%(app_label)s_%(class)s_edits"
            ),
            models.Index(
                fields=["trashed_at"], condition=Q(trashed_at__isnull=False), name="%(app_label)s_%(class)s_trash"
            ),
        ]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse(self._meta.model_name, args=[self.slug, self.pk])

    def save(self, *args, **kwargs):
        """Write the row and a Revision in the same state; an open edit is closed by it and stays in the history."""
        self.edit_state = ""
        with transaction.atomic():
            self.save_row(*args, **kwargs)
            save_revision(self)

    def save_row(self, *args, **kwargs):
        """Write the row alone, for a caller that writes the Revision once the relations are saved too."""
        self.version += 1
        self.worked_on_at = timezone.now()
        if kwargs.get("update_fields") is not None:
            own = {"version", "updated_at", "worked_on_at", "edit_state"}
            kwargs["update_fields"] = {*kwargs["update_fields"], *own}
        super().save(*args, **kwargs)

    def is_announced(self):
        gone = self.state == State.WITHDRAWN and self.withdrawal == Withdrawal.IN_ERROR
        return self.state in PUBLIC_STATES and not gone

    def purge_when_down(self):
        """True for what was withdrawn, and for what has an end that a cached page may not have in its `gone_at`."""
        return self.state == State.WITHDRAWN or self.unpublish_at is not None

    def section(self):
        """The Category whose editors may work on this, or None when permissions do not depend on one.

        One that is not stored stands for a category still to be chosen: a draft that nobody limited to some may touch,
        but for its writers.
        """
        return

    def public_search_entry(self, *, text, category_id=None):
        """The search entry of what is public or scheduled; None for all else."""
        if self.state != State.PUBLISHED:
            return None
        return SearchEntry(
            title=str(self),
            text=text,
            address=self.address(),
            category_id=category_id,
            publish_at=self.publish_at,
            unpublish_at=self.unpublish_at,
        )

    @property
    def was_out(self):
        """Whether it was ever public: from then on saving a form does not change the row."""
        return self.state in PUBLIC_STATES and self.publish_at <= timezone.now()

    @property
    def is_out(self):
        """Whether it was published and not withdrawn since; it may have expired."""
        return self.state == State.PUBLISHED and self.publish_at <= timezone.now()

    @property
    def is_scheduled(self):
        return self.state == State.PUBLISHED and self.publish_at > timezone.now()

    @property
    def is_returning(self):
        """Whether it was withdrawn and is scheduled to come back: until then its address answers as before."""
        return self.is_scheduled and bool(self.changes) and "date_before" in self.changes[-1]

    @property
    def is_expired(self):
        return self.state == State.PUBLISHED and self.is_past_end

    @property
    def is_published(self):
        return self.state == State.PUBLISHED and not self.is_scheduled and not self.is_expired

    @property
    def is_trashed(self):
        return self.trashed_at is not None

    @property
    def has_open_edit(self):
        """Whether there is an edited text that is not public yet, beside the public one."""
        return bool(self.edit_state)

    @property
    def has_end(self):
        return self.unpublish_at is not None

    @property
    def is_past_end(self):
        """Whether `unpublish_at` has passed, whatever its state."""
        return self.has_end and self.unpublish_at <= timezone.now()

    def merge_chain(self):
        """Yield what this was merged into, then what that was merged into, and so on; nothing twice."""
        thing, met = self, {self.pk}
        while thing.withdrawal == Withdrawal.MERGED and (thing.state == State.WITHDRAWN or thing.is_returning):
            thing = thing.merged_into
            if thing.pk in met or len(met) > MAX_MERGES_FOLLOWED:
                return
            met.add(thing.pk)
            yield thing

    @property
    def working_state(self):
        """The state of the text being worked on: the open revision's, else the row's."""
        return State(self.edit_state or self.state)

    @property
    def public_changes(self):
        """The changes after publication that readers are shown, the latest first: `{"at": …, "text": …}`.

        Where it was published again with a new date, `date_before` is the earlier one.
        """
        told = [change for change in self.changes if not change.get("is_silent")]
        return [{**change, "at": parse_datetime(change["at"])} for change in reversed(told)]

    @property
    def corrections(self):
        """Those of `public_changes` that state a correction."""
        return [change for change in self.public_changes if change["text"]]

    @property
    def changed_at(self):
        """When the text last changed after its `publish_at`, without minor edits, or None."""
        told = self.public_changes
        return told[0]["at"] if told and "date_before" not in told[0] else None

    @property
    def modified_at(self):
        """When machines are to take it for changed."""
        return max(self.updated_at, self.publish_at)

    @property
    def first_publish_at(self):
        """Its first date as readers are told, whatever date it was given when it was published again."""
        earlier = [change["date_before"] for change in self.public_changes if "date_before" in change]
        return parse_datetime(earlier[-1]) if earlier else self.publish_at

    @property
    def id_date(self):
        """The date in the ids of feeds' entries: the first that it ever had, also where that was corrected."""
        earlier = [change["date_before"] for change in self.changes if "date_before" in change]
        return parse_datetime(earlier[0]) if earlier else self.publish_at
