from django.contrib.contenttypes.fields import GenericRelation
from django.db import models, transaction
from django.db.models import F, Q, Value
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.dateparse import parse_datetime

from publishing.findable import SearchEntry
from publishing.models.announced import Announced, AnnouncedQuerySet

MAX_MERGES_FOLLOWED = 20  # from one merged thing to the next, before an address is given up


class State(models.TextChoices):
    DRAFT = "draft", "bản nháp"
    IN_REVIEW = "in_review", "chờ duyệt"
    APPROVED = "approved", "đã duyệt"
    PUBLISHED = "published", "đã đăng"
    WITHDRAWN = "withdrawn", "đã gỡ"


class Withdrawal(models.TextChoices):
    """How the address of a withdrawn thing answers."""

    IN_ERROR = "in_error", "gỡ hẳn (địa chỉ trả lời: nội dung đã được gỡ)"
    MERGED = "merged", "gộp vào bài khác (địa chỉ chuyển sang bài ấy)"
    WITH_NOTICE = "with_notice", "gỡ khỏi các danh sách, giữ trang kèm thông báo"


def _out_at(now):
    not_expired = Q(unpublish_at=None) | Q(unpublish_at__gt=now)
    return Q(state=State.PUBLISHED, publish_at__lte=now) & not_expired


def _date(*, few):
    """The date to sort by; as an expression that no index knows for `few`."""
    return Coalesce("publish_at", "publish_at") if few else F("publish_at")


class PublishableQuerySet(AnnouncedQuerySet):
    def published(self, *, at=None):
        """What readers may find anywhere: out by state and by the clock, now or `at` a moment."""
        return self.filter(_out_at(at or timezone.now()))

    def reachable(self, *, at=None):
        """What an address answers with a text: `published()`, and what was withdrawn with a notice."""
        now = at or timezone.now()
        with_notice = Q(state=State.WITHDRAWN, withdrawal=Withdrawal.WITH_NOTICE, publish_at__lte=now)
        return self.filter(_out_at(now) | with_notice)

    def were_out(self):
        """What readers have met at some time, whatever has become of it: rows that are `was_out`."""
        return self.filter(state__in=[State.PUBLISHED, State.WITHDRAWN], publish_at__lte=timezone.now())

    def since(self, moment):
        """What bears a date from that moment on."""
        return self.filter(publish_at__gte=moment)

    def next_instant(self):
        """When the clock next brings one of these out or takes one down, or None."""
        now, out = timezone.now(), self.filter(state=State.PUBLISHED)
        coming = out.filter(publish_at__gt=now).order_by("publish_at").values_list("publish_at", flat=True)
        going = out.filter(unpublish_at__gt=now).order_by("unpublish_at").values_list("unpublish_at", flat=True)
        return min(filter(None, [coming.first(), going.first()]), default=None)

    def newest_first(self, *, few=False):
        """`few` has them sorted; asked for some of a few, a database walks through all by date until it has them."""
        return self.order_by(_date(few=few).desc(), "-pk")

    def oldest_first(self, *, few=False):
        return self.order_by(_date(few=few).asc(), "pk")

    def older_than(self, moment, pk):
        """What follows upon that key in `newest_first`."""
        return self.filter(Q(publish_at__lte=moment) & (Q(publish_at__lt=moment) | Q(pk__lt=pk)))

    def newer_than(self, moment, pk):
        """What follows upon that key in `oldest_first`."""
        return self.filter(Q(publish_at__gte=moment) & (Q(publish_at__gt=moment) | Q(pk__gt=pk)))

    def merged(self, lists, cut, *, few=False):
        """What `cut` (QuerySet -> sorted and sliced QuerySet) leaves of several lists taken together.

        Each list is cut by its own index first. Asked for the newest of several categories at once, a database walks
        through the newest of all, and passes a million rows where those categories have long been silent. One list is
        cut as it is, unless it holds few: those are sorted without their texts.
        """
        if len(lists) == 1:
            return cut(self.filter(pk__in=cut(lists[0]).values("pk")) if few else lists[0])
        ids = [self.model.objects.filter(pk__in=cut(rows).values("pk")).values("pk") for rows in lists]
        return cut(self.filter(pk__in=ids[0].union(*ids[1:], all=True)))

    def in_parts(self, parts):
        """The rows of several short lists by one query, each row with the name of its `part`; in no order.

        `parts` are pairs of a name and a sliced QuerySet of the same model. Each slice is found by its own index; it
        stands in a subquery because SQLite takes no LIMIT between the words UNION ALL.
        """
        named = [self.filter(pk__in=rows.values("pk")).annotate(part=Value(name)) for name, rows in parts]
        return named[0].union(*named[1:], all=True) if named else self.none()

    def in_states(self, *states):
        """What is worked on in one of these states, or readers have in it, whatever the clock makes of it."""
        return self.not_trashed().filter(Q(state__in=states) | Q(edit_state__in=states))

    def not_trashed(self):
        """What lies on the desk, the trash apart."""
        return self.filter(trashed_at=None)

    def trashed(self, *, since):
        """What was thrown away from that moment on."""
        return self.filter(trashed_at__gte=since)

    def coming_down(self):
        """What is out, or is to come, and has a moment at which the clock takes it down."""
        return self.filter(state=State.PUBLISHED, unpublish_at__gt=timezone.now())

    def scheduled(self):
        """What the clock has yet to bring out."""
        return self.filter(state=State.PUBLISHED, publish_at__gt=timezone.now())

    def for_listing(self):
        """Load what one line of a list prints; a kind of content leaves out its long columns here."""
        return self


class Publishable(Announced):
    """What passes through the desk: written, reviewed, published by the clock, withdrawn.

    "Scheduled" and "expired" are no states but the clock's answer. `publish_at` is the date readers
    see; it is set at first publication and never moves by itself: only who brings out again what was withdrawn may
    choose the date of then. States are set by
    `publishing.workflow` alone. The row holds what readers get; `edit_state` is the state of the open Revision
    of what was out, so that lists need not ask for it.
    """

    versioned_fields = ()  # names of the columns and ordered relations a Revision keeps
    revision_schema = 1  # raised when the meaning of those changes
    revision_upgrades = {}  # {schema: function from a Revision's content of that schema to one of the next}

    state = models.CharField("trạng thái", max_length=12, choices=State, default=State.DRAFT, editable=False)
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
        "trạng thái bản sửa", max_length=12, choices=State, blank=True, default="", editable=False
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
                condition=~Q(state__in=[State.PUBLISHED, State.WITHDRAWN]) | Q(publish_at__isnull=False),
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
                condition=Q(edit_state="") | Q(state__in=[State.PUBLISHED, State.WITHDRAWN]),
                name="%(app_label)s_%(class)s_edit_of_what_is_out",
                violation_error_message="Chỉ nội dung đã ra mắt bạn đọc mới có bản sửa để riêng.",
            ),
            models.CheckConstraint(
                condition=Q(trashed_at=None) | ~Q(state__in=[State.PUBLISHED, State.WITHDRAWN]),
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
            models.Index(  # its last field is for SQLite, which looks at it even so and would have to fetch the row
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

    def save(self, *args, **kwargs):
        """Write the row and a Revision in the same state; an open edit is closed by it and stays in the history."""
        from publishing import revisions

        self.edit_state = ""
        with transaction.atomic():
            self.save_row(*args, **kwargs)
            revisions.write(self)

    def save_row(self, *args, **kwargs):
        """Write the row alone, for a caller that writes the Revision when the relations stand too."""
        self.version += 1
        self.worked_on_at = timezone.now()
        if kwargs.get("update_fields") is not None:
            own = {"version", "updated_at", "worked_on_at", "edit_state"}
            kwargs["update_fields"] = {*kwargs["update_fields"], *own}
        super().save(*args, **kwargs)

    def is_announced(self):
        gone = self.state == State.WITHDRAWN and self.withdrawal == Withdrawal.IN_ERROR
        return self.state in {State.PUBLISHED, State.WITHDRAWN} and not gone

    def must_not_linger(self):
        """So it is with what was withdrawn, and with what has an end that a kept page may not know of."""
        return self.state == State.WITHDRAWN or self.unpublish_at is not None

    def section(self):
        """The Category whose editors may act on this, or None when nobody's rights are bound to one."""
        return

    def entry_if_out(self, *, text, category_id=None):
        """What search keeps of it while it is out, or is going to be by the clock; None for all else."""
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
        """Whether readers have ever met it: from then on nobody changes the row by saving a form."""
        return self.state in {State.PUBLISHED, State.WITHDRAWN} and self.publish_at <= timezone.now()

    @property
    def is_scheduled(self):
        return self.state == State.PUBLISHED and self.publish_at > timezone.now()

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
        """Whether a text that readers have not got yet is kept beside the one they have."""
        return bool(self.edit_state)

    @property
    def has_end(self):
        return self.unpublish_at is not None

    @property
    def is_past_end(self):
        """Whether the moment at which the clock takes it down has passed, whatever its state."""
        return self.has_end and self.unpublish_at <= timezone.now()

    def merge_chain(self):
        """Yield what this was merged into, then what that was merged into, and so on; nothing twice."""
        thing, met = self, {self.pk}
        while thing.state == State.WITHDRAWN and thing.withdrawal == Withdrawal.MERGED:
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
        """What was changed after publication and is told to readers, the latest first: `{"at": …, "text": …}`.

        Where it came out again with a new date then, `date_before` is the one it had.
        """
        return [{**change, "at": parse_datetime(change["at"])} for change in reversed(self.changes)]

    @property
    def corrections(self):
        """Those of `public_changes` that say what had been wrong."""
        return [change for change in self.public_changes if change["text"]]

    @property
    def changed_at(self):
        """When the text last changed after the date it bears, small edits apart, or None."""
        told = self.changes and "date_before" not in self.changes[-1]
        return parse_datetime(self.changes[-1]["at"]) if told else None

    @property
    def first_publish_at(self):
        """The date it bore first, whatever date it was given when it came out again."""
        earlier = [change["date_before"] for change in self.changes if "date_before" in change]
        return parse_datetime(earlier[0]) if earlier else self.publish_at
