import datetime as dt

from django.apps import apps
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from portal.search.question import exact_words, folded_words
from publishing.paging import EPOCH

LONGEST_TEXT = 50_000  # characters of a thing that are looked in
UNDATED = EPOCH  # the date of what has none: behind everything that has one


class EntryQuerySet(models.QuerySet):
    def published(self):
        """What readers may find now, by the clock; what is not out by its state has no entry."""
        now = timezone.now()
        return self.filter(Q(unpublish_at=None) | Q(unpublish_at__gt=now), publish_at__lte=now)

    def of_model(self, model):
        return self.filter(kind=model._meta.label_lower)

    def of_nothing(self, model):
        """Entries of things of this model that are there no more."""
        things = model._base_manager.filter(pk=OuterRef("thing_id"))
        return self.of_model(model).filter(~Exists(things))

    def in_category(self, category):
        """What belongs to a category or to one below it."""
        return self.filter(category__in=category.descendant_ids())

    def between(self, first, last):
        """What is dated from the local day `first` to the local day `last`, either of which may be None."""
        dated = self.filter(publish_at__gt=UNDATED) if first or last else self
        if first:
            dated = dated.filter(publish_at__gte=_midnight(first))
        if last:
            dated = dated.filter(publish_at__lt=_midnight(last) + dt.timedelta(days=1))
        return dated

    def newest(self, count):
        """About the newest `count` of them, and whatever has no date; all, when they are not more."""
        left_out = self.newest_first().values_list("publish_at", flat=True)[count : count + 1].first()
        return self if left_out is None else self.filter(Q(publish_at__gt=left_out) | Q(publish_at=UNDATED))

    def older_than(self, moment, pk):
        """What follows upon that key in `newest_first`."""
        return self.filter(Q(publish_at__lte=moment) & (Q(publish_at__lt=moment) | Q(pk__lt=pk)))

    def newest_first(self):
        return self.order_by("-publish_at", "-pk")

    def for_listing(self):
        """Load what a result prints, in one query and without the forms that are compared."""
        return self.select_related("category").defer("exact_title", "folded_title", "folded_text")


def _midnight(day):
    """The beginning of a local day; days so far off that clocks cannot tell them stand for the last that they can."""
    day = min(max(day, dt.date(1900, 1, 1)), dt.date(9000, 1, 1))
    return timezone.make_aware(dt.datetime.combine(day, dt.time()))


class Entry(models.Model):
    """One findable thing: what is shown of it, and the forms its words are compared in.

    `kind` is the label of its model. The category is a loose end on purpose: what can be made anew from the things
    themselves must not stand in the way of deleting them, and of loading them in any order.
    """

    kind = models.CharField("loại", max_length=100)
    thing_id = models.PositiveBigIntegerField("mã")
    category = models.ForeignKey(
        "news.Category",
        models.DO_NOTHING,
        null=True,
        db_constraint=False,
        related_name="+",
        verbose_name="chuyên mục",
    )
    publish_at = models.DateTimeField("ngày đăng", default=UNDATED)
    unpublish_at = models.DateTimeField("tự gỡ lúc", null=True)
    address = models.TextField("địa chỉ")
    title = models.TextField("tiêu đề")
    exact_title = models.TextField("các từ của tiêu đề")
    folded_title = models.TextField("các từ của tiêu đề, bỏ dấu")
    folded_text = models.TextField("các từ, bỏ dấu")
    text = models.TextField("văn bản")

    objects = EntryQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "mục tìm kiếm"
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["kind", "thing_id"], name="search_entry_once_a_thing")]
        indexes = [models.Index(fields=["-publish_at", "-id", "unpublish_at"], name="search_entry_newest")]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return self.address

    @classmethod
    def of(cls, thing, entry):
        """The row, not saved, for what a thing answers by `search_entry()`."""
        text = entry.text[:LONGEST_TEXT]
        return cls(
            kind=thing._meta.label_lower,
            thing_id=thing.pk,
            category_id=entry.category_id,
            publish_at=entry.publish_at or UNDATED,
            unpublish_at=entry.unpublish_at,
            address=entry.address,
            title=entry.title,
            exact_title=exact_words(entry.title),
            folded_title=folded_words(entry.title),
            folded_text=folded_words(f"{entry.title}\n{text}"),
            text=text,
        )

    @property
    def kind_name(self):
        """What its kind is called, for readers."""
        return apps.get_model(self.kind)._meta.verbose_name.capitalize()

    @property
    def date(self):
        return None if self.publish_at == UNDATED else self.publish_at

    @property
    def is_elsewhere(self):
        """Whether it leads to another site."""
        return not self.address.startswith("/")
