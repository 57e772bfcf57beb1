from django.db import models
from django.db.models import F, Q

KIND_LENGTH = 12  # characters; the width of a tally row's column


class CountedThing(models.Model):
    """What one count belongs to: `kind` is the model's `counted_as`, `thing_id` its primary key."""

    kind = models.CharField("loại", max_length=KIND_LENGTH)
    thing_id = models.PositiveBigIntegerField("mã")

    class Meta:
        abstract = True


class DailyViews(CountedThing):
    """How often one thing was read on one local day."""

    day = models.DateField("ngày")
    count = models.PositiveBigIntegerField("lượt xem")

    class Meta:
        verbose_name = verbose_name_plural = "lượt xem theo ngày"
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["kind", "thing_id", "day"], name="one_count_a_day")]
        indexes = [models.Index(fields=["kind", "day", "-count"], name="most_read_of_a_day")]

    def __str__(self):
        return f"{self.kind} {self.thing_id}, {self.day:%d/%m/%Y}: {self.count}"


class ViewTotal(CountedThing):
    """How often one thing was read: `base` on the old site, `total` on this one."""

    base = models.PositiveBigIntegerField("lượt xem ở trang cũ", default=0)
    total = models.PositiveBigIntegerField("lượt xem", default=0)

    class Meta:
        verbose_name = verbose_name_plural = "tổng lượt xem"
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["kind", "thing_id"], name="one_total_a_thing")]
        indexes = [models.Index(F("kind"), (F("base") + F("total")).desc(), name="most_read_ever")]

    def __str__(self):
        return f"{self.kind} {self.thing_id}: {self.base + self.total}"


class TallyMark(models.Model):
    """Which of a tally's turns was the last to be added to the tables, see `traffic.tally`."""

    tally = models.CharField("sổ đếm", max_length=32, primary_key=True)
    turn = models.PositiveBigIntegerField("lượt ghi", default=0)
    written_at = models.DateTimeField("ghi lúc", auto_now=True)

    class Meta:
        verbose_name = verbose_name_plural = "dấu sổ đếm"
        default_permissions = ()

    def __str__(self):
        return f"{self.tally}: {self.turn}"


class Generation(models.Model):
    """An announced change of the public site; the sum of all rows is the generation."""

    step = models.PositiveBigIntegerField("bước", default=1)

    class Meta:
        verbose_name = verbose_name_plural = "thế hệ trang"
        default_permissions = ()
        constraints = [models.CheckConstraint(condition=Q(step__gt=0), name="a_step_moves_on")]

    def __str__(self):
        return f"+{self.step}"


class TakenDown(models.Model):
    """The address of a thing that readers may not see any more, see `traffic.purge_list`."""

    address = models.TextField("địa chỉ")
    at = models.DateTimeField("lúc", auto_now_add=True, db_index=True)

    class Meta:
        verbose_name = verbose_name_plural = "địa chỉ đã gỡ"
        default_permissions = ()

    def __str__(self):
        return self.address


class StaffRevocation(models.Model):
    """Since when a person's earlier `staff` cookies are void, see `traffic.staff`."""

    user_id = models.BigIntegerField("mã người dùng", primary_key=True)
    at = models.DateTimeField("lúc")

    class Meta:
        verbose_name = verbose_name_plural = "cookie nhân viên đã hủy"
        default_permissions = ()

    def __str__(self):
        return str(self.user_id)
