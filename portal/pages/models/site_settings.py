from django.db import models

from publishing.fields import LineField, WebAddressField
from publishing.models import Announced


class SiteSettings(Announced):
    """The site's names and the persons responsible for it: a single row."""

    organisation = LineField(
        "tên cơ quan", max_length=300, default="Ủy ban Mặt trận Tổ quốc Việt Nam", help_text="Dòng trên của tên."
    )
    province = LineField("tên tỉnh", max_length=300, default="tỉnh", help_text="Dòng dưới, ví dụ “tỉnh …”.")
    tagline = LineField("dòng giới thiệu", max_length=200, blank=True)
    emblem = models.ForeignKey(
        "media_library.Image", models.PROTECT, null=True, blank=True, related_name="+", verbose_name="biểu trưng"
    )
    responsible_person = LineField("người chịu trách nhiệm nội dung", max_length=160, blank=True)
    licence = LineField("giấy phép", max_length=300, blank=True)
    address_line = LineField("địa chỉ cơ quan", max_length=300, blank=True)
    phone = LineField("điện thoại", max_length=60, blank=True)
    email = models.EmailField("thư điện tử", blank=True)
    contact_line = LineField("liên hệ khác", max_length=300, blank=True, help_text="Ví dụ “Đường dây nóng: …”.")
    working_hours = LineField(
        "giờ làm việc", max_length=200, blank=True, help_text="Ví dụ “Thứ Hai đến thứ Sáu, 7 giờ 30 - 17 giờ”."
    )
    map_url = WebAddressField(
        "địa chỉ bản đồ", max_length=500, blank=True, help_text="Trang bản đồ chỉ đường đến cơ quan."
    )
    facebook_url = WebAddressField("trang Facebook", max_length=300, blank=True)
    youtube_url = WebAddressField("kênh YouTube", max_length=300, blank=True)
    zalo_url = WebAddressField("trang Zalo", max_length=300, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "thông tin cơ quan"
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
        """The row, or one with the defaults while nobody has saved it."""
        return cls.objects.select_related("emblem").filter(pk=1).first() or cls(pk=1)
