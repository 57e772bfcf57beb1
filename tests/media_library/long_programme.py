"""A programme of decades, made in a few statements."""

import copy
import secrets
from datetime import date

from django.core.files.base import ContentFile
from django.utils import timezone

from media_library.models import Image, Video
from tests.factories import make_image, make_settings, picture_bytes


def make_years(programme, years):
    """A segment with a poster for each month of so many years up to 2025, in two statements."""
    make_settings()
    poster = make_image(file=ContentFile(picture_bytes(1920, 1080, "JPEG"), name="a.jpg"))
    posters, months = [], [date(2025 - number // 12, 12 - number % 12, 1) for number in range(12 * years)]
    for month in months:
        posters.append(copy.copy(poster))
        posters[-1].pk, posters[-1].file = None, f"anh/{month:%Y/%m}/{secrets.token_hex(12)}.jpg"
    Image.objects.bulk_create(posters)
    title = "Chuyên mục Đại Đoàn kết tháng {0.month}/{0.year}"
    fields = {"programme": programme, "state": "published", "publish_at": timezone.now(), "duration": 1500}
    Video.objects.bulk_create(
        Video(
            title=title.format(month), slug=f"chuyen-muc-thang-{month:%m-%Y}", issue_month=month, poster=one, **fields
        )
        for month, one in zip(months, posters, strict=True)
    )
