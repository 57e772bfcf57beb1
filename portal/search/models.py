from datetime import timedelta
from itertools import accumulate, takewhile

from django.apps import apps
from django.db import models
from django.db.models import Exists, Max, OuterRef, Q, Sum
from django.utils import timezone

from portal.search.fields import TokensField
from portal.search.sort_keys import MAX_KINDS, UNDATED, first_key_at, month_of_key, sort_key_of
from vietnamese.tokens import tokens

MAX_TEXT_CHARACTERS = 50_000  # of a thing, which are searched
MAX_TOKENS_BYTES = 700_000  # of an entry's tokens; PostgreSQL allows a megabyte


class EntryQuerySet(models.QuerySet):
    def of_model(self, model):
        return self.filter(kind=model._meta.label_lower)

    def orphaned(self, model):
        """Entries of deleted things of this model."""
        things = model._base_manager.filter(pk=OuterRef("thing_id"))
        return self.of_model(model).filter(~Exists(things))

    def for_listing(self):
        """Load what a result prints, in one query and without the tokens."""
        return self.select_related("category").defer("tokens")


class Entry(models.Model):
    """A thing that can be found: what results show of it, and the tokens it is found by.

    `kind` is the label of its model; `id` is the sort key (`portal.search.sort_keys`). `category` has no database
    constraint on purpose: entries can be rebuilt and must not block deleting categories or loading them in any order.
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
        """The unsaved row for a thing's `search_entry()`; `number` is that of its kind."""
        text, kind, moment = entry.text[:MAX_TEXT_CHARACTERS], thing._meta.label_lower, entry.publish_at or UNDATED
        return cls(
            id=sort_key_of(number, thing.pk, moment),
            kind=kind,
            thing_id=thing.pk,
            category_id=entry.category_id,
            publish_at=moment,
            unpublish_at=entry.unpublish_at,
            address=entry.address,
            title=entry.title,
            text=text,
            tokens=_joined([*filter_tokens(kind, entry.category_id, moment), *tokens(entry.title, text)]),
        )

    @property
    def kind_name(self):
        """The name of its kind, for readers."""
        return apps.get_model(self.kind)._meta.verbose_name.capitalize()

    @property
    def date(self):
        return None if self.publish_at == UNDATED else self.publish_at

    @property
    def is_elsewhere(self):
        """Whether it links to another site."""
        return not self.address.startswith("/")


class KindNumberQuerySet(models.QuerySet):
    def number_of(self, model):
        """The number of a model in the keys of its entries; the lowest that is free is given to a new one and kept."""
        kind = model._meta.label_lower
        while kind not in (numbers := dict(self.values_list("kind", "number"))):
            free = min(set(range(MAX_KINDS)) - set(numbers.values()))
            self.bulk_create([KindNumber(kind=kind, number=free)], ignore_conflicts=True)  # another may be given it now
        return numbers[kind]


class KindNumber(models.Model):
    """By which number the keys of entries name a searched model; stored, since the keys are."""

    kind = models.CharField("loại", max_length=100, primary_key=True)
    number = models.PositiveSmallIntegerField("số", unique=True)

    objects = KindNumberQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "số của loại"
        default_permissions = ()
        constraints = [models.CheckConstraint(condition=Q(number__lt=MAX_KINDS), name="search_kindnumber_in_key")]

    def __str__(self):
        return self.kind


class Syllable(models.Model):
    """A word that occurs in titles, without accents: a candidate for corrections."""

    text = models.CharField("âm tiết", max_length=40, primary_key=True)

    class Meta:
        verbose_name = verbose_name_plural = "âm tiết trong tiêu đề"
        default_permissions = ()

    def __str__(self):
        return self.text


class AskedQuerySet(models.QuerySet):
    def recent(self):
        """The queries of today and of the 29 days before."""
        return self.filter(day__gt=timezone.localdate() - timedelta(days=30))

    def most_asked(self):
        """Queries as typed, with how often and when last; the most frequent first."""
        return _by_words(self, Sum("times"))

    def without_results(self):
        """Queries without results, with how often and when last; the most frequent first."""
        return _by_words(self.filter(times_in_vain__gt=0), Sum("times_in_vain"))


def _by_words(asked, times):
    rows = asked.values("words").annotate(asked=times, shown=Max("typed"), last_on=Max("day"))
    return rows.order_by("-asked", "-last_on", "words")


class Asked(models.Model):
    """The number of searches for a query on one local day; not by whom. See `portal.search.query_log`."""

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


def filter_tokens(kind, category_id, moment):
    """The tokens by which the full-text search itself filters entries: kind, category and month."""
    found = [kind_token(kind)]
    if category_id:
        found.append(category_token(category_id))
    if moment != UNDATED:
        found.append(month_token(*month_of_key(first_key_at(moment))))  # of the key: what is read by months finds it
    return found


def kind_token(kind):
    return f"%{kind}"


def category_token(category_id):
    return f"#{category_id}"


def month_token(year, month):
    return f"@{year}{month:02}"


def _joined(found):
    """The tokens as one text, up to MAX_TOKENS_BYTES."""
    room = accumulate(len(token.encode()) + len("1234 ") for token in found)  # PostgreSQL needs four bytes for each
    return " ".join(takewhile(lambda token: next(room) <= MAX_TOKENS_BYTES, found))
