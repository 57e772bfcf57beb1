import re

from django.db import models
from django.db.models import Q

from media_library.pictures import PictureField
from media_library.renditions import Cut, RenditionsField
from publishing.fields import FoldedField, LineField
from publishing.models import Announced, AnnouncedQuerySet

MONTH = re.compile(r"([12][0-9]{3})-(0[1-9]|1[0-2])")


class ImageQuerySet(AnnouncedQuerySet):
    def undescribed(self):
        """Those of which nobody has said what they show, nor that they only decorate."""
        return self.filter(alt="", is_decorative=False)

    def of_month(self, month):
        """Those that came in during a month given as `2026-11`; all where that is no month."""
        found = MONTH.fullmatch(month)
        return self.filter(created_at__year=found[1], created_at__month=found[2]) if found else self


class Image(Announced):
    """A picture of the library, re-encoded when it came in."""

    file = PictureField("ảnh", upload_to="anh")
    width = models.PositiveIntegerField("rộng", editable=False, default=0)
    height = models.PositiveIntegerField("cao", editable=False, default=0)
    renditions = RenditionsField("bản thu nhỏ", editable=False, default=dict, blank=True)  # a Picture's
    focus_x = models.PositiveSmallIntegerField("điểm chính, từ trái sang (%)", default=50, blank=True)
    focus_y = models.PositiveSmallIntegerField("điểm chính, từ trên xuống (%)", default=50, blank=True)
    title = LineField("tên ảnh", max_length=200)
    alt = LineField(
        "chữ thay ảnh",
        max_length=300,
        blank=True,
        help_text="Một câu tả điều ảnh cho thấy, cho người không nhìn thấy ảnh.",
    )
    is_decorative = models.BooleanField(
        "chỉ để trang trí", default=False, help_text="Ảnh không cho biết thêm điều gì; khi ấy không cần chữ thay ảnh."
    )
    caption = LineField("chú thích", max_length=400, blank=True)
    credit = LineField("ảnh của", max_length=160, blank=True)
    licence = LineField("giấy phép sử dụng", max_length=160, blank=True, help_text="Ví dụ: Báo Nhân Dân cho phép đăng.")
    taken_on = models.DateField("chụp ngày", null=True, blank=True)
    digest = models.CharField(max_length=64, editable=False, blank=True, db_index=True)  # SHA-256 of what was sent
    created_at = models.DateTimeField("đưa lên lúc", auto_now_add=True)
    folded = FoldedField("title", "alt", "caption", "credit")

    objects = ImageQuerySet.as_manager()

    class Meta:
        verbose_name = "ảnh"
        verbose_name_plural = "ảnh"
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(file=""),
                name="media_library_image_has_file",
                violation_error_message="Chọn tệp ảnh.",
            ),
            models.CheckConstraint(
                condition=Q(focus_x__lte=100, focus_y__lte=100),
                name="media_library_image_focus_within",
                violation_error_message="Điểm chính của ảnh nằm trong khoảng 0 đến 100 phần trăm.",
            ),
        ]

    def __str__(self):
        return self.title

    def save(self, *args, **kwargs):
        """Save, and cut the renditions anew where the point of interest has moved."""
        if self.file and self.file._committed and self.renditions.get("focus") != list(self.focus):
            self.file.cut_again()
        super().save(*args, **kwargs)

    @property
    def focus(self):
        """The point of interest, in percent from the left and from the top."""
        return self.focus_x, self.focus_y

    def cut(self, shape, point=""):
        """The picture in one of the shapes of `imaging.SHAPES`, around the point `30-70` of a use that has its own."""
        return Cut(self, shape, point)
