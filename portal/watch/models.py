from django.db import models

from publishing.models import person


class Finding(models.Model):
    """Something that the latest run of `watch` found, until a run does not find it any more.

    `key` tells it from others: the same thing changed once more is another finding, which nobody has seen yet.
    """

    key = models.CharField("dấu", max_length=64, unique=True)
    kind = models.CharField("loại", max_length=20)
    place = models.CharField("nơi", max_length=300)
    address = models.CharField("địa chỉ", max_length=200, blank=True, default="")
    text = models.TextField("điều bất thường")
    host = models.CharField("máy chủ", max_length=253, blank=True)
    first_at = models.DateTimeField("thấy lần đầu", auto_now_add=True)
    seen_at = models.DateTimeField("đã xem lúc", null=True, blank=True)
    seen_by_text = models.CharField("người xem", max_length=200, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "canh giữ trang"
        default_permissions = ("view",)

    def __str__(self):
        return f"{self.place}: {self.text}"


class Run(models.Model):
    """The latest run; there is one row at most."""

    at = models.DateTimeField("lúc")
    seconds = models.FloatField("số giây")
    checked = models.PositiveIntegerField("số mục đã so")

    class Meta:
        verbose_name = verbose_name_plural = "lần canh giữ"
        default_permissions = ()

    def __str__(self):
        return str(self.at)


class KnownHost(models.Model):
    """An outside host that live contents may link to: one of the first run, or one that somebody has confirmed."""

    host = models.CharField("máy chủ", max_length=253, unique=True)
    at = models.DateTimeField("từ lúc", auto_now_add=True)
    by_text = models.CharField("người xác nhận", max_length=200, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "máy chủ đã biết"
        default_permissions = ()

    def __str__(self):
        return self.host

    @classmethod
    def add(cls, hosts, *, by=None):
        cls.objects.bulk_create([cls(host=host, by_text=person(by)) for host in hosts], ignore_conflicts=True)


class KnownRow(models.Model):
    """The values of a row that is public at once, such as a link or a menu item, as a run has last seen them."""

    model = models.CharField("loại", max_length=100)
    object_id = models.PositiveBigIntegerField("mã số")
    digest = models.CharField("dấu", max_length=64)
    at = models.DateTimeField("lúc")

    class Meta:
        verbose_name = verbose_name_plural = "mục đã biết"
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["model", "object_id"], name="watch_knownrow_once")]

    def __str__(self):
        return f"{self.model} {self.object_id}"


class KnownFile(models.Model):
    """A stored file, whose content never changes under its name, as it was when a run first read it."""

    name = models.CharField("tên", max_length=500, unique=True)
    sha256 = models.CharField("dấu", max_length=64)
    size = models.PositiveBigIntegerField("cỡ")
    checked_at = models.DateTimeField("đọc lần cuối", db_index=True)

    class Meta:
        verbose_name = verbose_name_plural = "tệp đã biết"
        default_permissions = ()

    def __str__(self):
        return self.name
