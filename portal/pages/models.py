from django.db import models

from publishing.fields import LineField
from publishing.models import Announced


class SiteSettings(Announced):
    """What the site calls itself and who answers for it: one record."""

    organisation = LineField(
        "tên cơ quan", max_length=160, default="Ủy ban Mặt trận Tổ quốc Việt Nam", help_text="Dòng trên của tên."
    )
    province = LineField("tên tỉnh", max_length=120, default="tỉnh", help_text="Dòng dưới, ví dụ “tỉnh …”.")
    tagline = LineField("dòng giới thiệu", max_length=200, blank=True)
    emblem = models.ForeignKey(
        "media_library.Image", models.PROTECT, null=True, blank=True, related_name="+", verbose_name="biểu trưng"
    )
    responsible_person = LineField("người chịu trách nhiệm nội dung", max_length=160, blank=True)
    licence = LineField("giấy phép", max_length=300, blank=True)
    address_line = LineField("địa chỉ cơ quan", max_length=300, blank=True)
    phone = LineField("điện thoại", max_length=60, blank=True)
    email = models.EmailField("thư điện tử", blank=True)

    class Meta:
        verbose_name = "thông tin cơ quan"
        verbose_name_plural = "thông tin cơ quan"
        constraints = [
            models.CheckConstraint(
                condition=models.Q(pk=1),
                name="pages_sitesettings_one_record",
                violation_error_message="Chỉ có một bản thông tin cơ quan.",
            )
        ]

    def __str__(self):
        return f"{self.organisation} {self.province}"

    @classmethod
    def current(cls):
        """The record, or one with the defaults while nobody has saved it."""
        return cls.objects.select_related("emblem").filter(pk=1).first() or cls(pk=1)
