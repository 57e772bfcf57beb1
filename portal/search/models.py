from datetime import timedelta
from itertools import accumulate, takewhile

from django.apps import apps
from django.db import models
from django.db.models import Exists, Max, OuterRef, Sum
from django.utils import timezone

from portal.search.fields import TokensField
from portal.search.places import UNDATED, place_of
from vietnamese.tokens import tokens

LONGEST_TEXT = 50_000  # characters of a thing that are looked in
MOST_BYTES = 700_000  # of an entry's tokens; PostgreSQL takes a megabyte


class EntryQuerySet(models.QuerySet):
    def of_model(self, model):
        return self.filter(kind=model._meta.label_lower)

    def of_nothing(self, model):
        """Entries of things of this model that are there no more."""
        things = model._base_manager.filter(pk=OuterRef("thing_id"))
        return self.of_model(model).filter(~Exists(things))

    def for_listing(self):
        """Load what a result prints, in one query and without the tokens."""
        return self.select_related("category").defer("tokens")


class Entry(models.Model):
    """One findable thing: what is shown of it, and the tokens it is found by.

    `kind` is the label of its model; the key is its place in time (`portal.search.places`). The category is a loose end
    on purpose: what can be made anew from the things themselves must not stand in the way of deleting them, and of
    loading them in any order.
    """

    id = models.BigIntegerField("thứ tự", primary_key=True)
    kind = models.CharField("loại", max_length=100)
    thing_id = models.PositiveBigIntegerField("mã")
    category = models.ForeignKey(
        "news.Category",
        models.DO_NOTHING,
        null=True,
        db_constraint=False,
        db_index=False,
        related_name="+",
        verbose_name="chuyên mục",
    )
    publish_at = models.DateTimeField("ngày đăng", default=UNDATED)
    unpublish_at = models.DateTimeField("tự gỡ lúc", null=True)
    address = models.TextField("địa chỉ")
    title = models.TextField("tiêu đề")
    text = models.TextField("văn bản")
    tokens = TokensField("từ", default="")

    objects = EntryQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "mục tìm kiếm"
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["kind", "thing_id"], name="search_entry_once_a_thing")]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return self.address

    @classmethod
    def of(cls, thing, entry, number):
        """The row, not saved, for what a thing answers by `search_entry()`; `number` is that of its kind."""
        text, kind, moment = entry.text[:LONGEST_TEXT], thing._meta.label_lower, entry.publish_at or UNDATED
        return cls(
            id=place_of(number, thing.pk, moment),
            kind=kind,
            thing_id=thing.pk,
            category_id=entry.category_id,
            publish_at=moment,
            unpublish_at=entry.unpublish_at,
            address=entry.address,
            title=entry.title,
            text=text,
            tokens=_written([*filters(kind, entry.category_id, moment), *tokens(entry.title, text)]),
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


class Syllable(models.Model):
    """A word that stands in titles, without accents: what a slip may have been meant to be."""

    text = models.CharField("âm tiết", max_length=40, primary_key=True)

    class Meta:
        verbose_name = verbose_name_plural = "âm tiết trong tiêu đề"
        default_permissions = ()

    def __str__(self):
        return self.text


class AskedQuerySet(models.QuerySet):
    def lately(self):
        """What was asked today and in the 29 days before."""
        return self.filter(day__gt=timezone.localdate() - timedelta(days=30))

    def most_asked(self):
        """Questions as they were typed, with how often and when last; the most frequent first."""
        return _by_words(self, Sum("times"))

    def in_vain(self):
        """Questions that found nothing, with how often and when last; the most frequent first."""
        return _by_words(self.filter(times_in_vain__gt=0), Sum("times_in_vain"))


def _by_words(asked, times):
    rows = asked.values("words").annotate(asked=times, shown=Max("typed"), last_on=Max("day"))
    return rows.order_by("-asked", "-last_on", "words")


class Asked(models.Model):
    """How often something was looked for on one local day; nothing of by whom. See `portal.search.asking`."""

    day = models.DateField("ngày")
    words = models.CharField("các từ, bỏ dấu", max_length=500)
    typed = models.CharField("câu tìm", max_length=200)
    times = models.PositiveIntegerField("số lần")
    times_in_vain = models.PositiveIntegerField("số lần không có kết quả")

    objects = AskedQuerySet.as_manager()

    class Meta:
        verbose_name = "câu tìm"
        verbose_name_plural = "bạn đọc tìm gì"
        default_permissions = ["view"]
        constraints = [models.UniqueConstraint(fields=["day", "words"], name="search_asked_once_a_day")]

    def __str__(self):
        return self.typed


def filters(kind, category_id, moment):
    """The tokens by which entries are narrowed within the full text itself: kind, category and month."""
    found = [kind_token(kind)]
    if category_id:
        found.append(category_token(category_id))
    if moment != UNDATED:
        found.append(month_token(*timezone.localtime(moment).timetuple()[:2]))
    return found


def kind_token(kind):
    return f"%{kind}"


def category_token(category_id):
    return f"#{category_id}"


def month_token(year, month):
    return f"@{year}{month:02}"


def _written(found):
    """The tokens as one text, as many as there is room for."""
    room = accumulate(len(token.encode()) + len("1234 ") for token in found)  # PostgreSQL wants four bytes for each
    return " ".join(takewhile(lambda token: next(room) <= MOST_BYTES, found))
