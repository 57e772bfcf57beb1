"""Pictures, videos with their programmes, and files; all that is uploaded goes through here."""

import re

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from media_library.files import AttachmentField, VideoFileField
from media_library.pictures import PictureField
from media_library.renditions import Cut
from publishing.fields import FoldedField, LineField, PlainTextField, SlugFromField, SortKeyField
from publishing.findable import SearchEntry
from publishing.models import Announced, AnnouncedQuerySet, Publishable, PublishableQuerySet, Revision

MONTH = re.compile(r"([12][0-9]{3})-(0[1-9]|1[0-2])")
YOUTUBE_ID = re.compile(r"[A-Za-z0-9_-]{11}")


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
    renditions = models.JSONField("bản thu nhỏ", editable=False, default=dict, blank=True)  # a Picture's
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
                condition=Q(focus_x__lte=100, focus_y__lte=100),
                name="media_library_image_focus_within",
                violation_error_message="Điểm chính của ảnh nằm trong khoảng 0 đến 100 phần trăm.",
            )
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

    def cut(self, shape):
        """The picture in one of the shapes of `imaging.SHAPES`, for templates."""
        return Cut(self, shape)


class Mention(models.Model):
    """A saved text names a picture, which therefore stays; written by `media_library.mentions`."""

    revision = models.ForeignKey(Revision, models.CASCADE, related_name="+", verbose_name="bản lưu")
    image = models.ForeignKey(Image, models.PROTECT, related_name="mentions", verbose_name="ảnh")

    class Meta:
        verbose_name = verbose_name_plural = "bài dùng ảnh"
        constraints = [models.UniqueConstraint(fields=["image", "revision"], name="media_library_mention_once")]

    def __str__(self):
        return f"{self.revision.content_type.name} “{self.revision.content.get('title', '')}”"


class Attachment(Announced):
    """A document to download: checked, renamed at random, its size kept."""

    file = AttachmentField("tệp", upload_to="tep", size_field="size", kind_field="kind")
    title = LineField("tên tệp", max_length=200)
    size = models.PositiveBigIntegerField("cỡ tệp (byte)", editable=False, default=0)
    kind = models.CharField("loại tệp", max_length=10, editable=False, blank=True)
    created_at = models.DateTimeField("đưa lên lúc", auto_now_add=True)
    folded = FoldedField("title")

    class Meta:
        verbose_name = "tệp đính kèm"
        verbose_name_plural = "tệp đính kèm"
        ordering = ["-pk"]

    def __str__(self):
        return self.title

    @property
    def download_name(self):
        """What the file is called on the reader's machine, since its own name is a random one."""
        return f"{self.title.removesuffix(f'.{self.kind}')}.{self.kind}"


class Programme(Announced):
    """A series with a segment a month."""

    name = LineField("tên chuyên đề", max_length=160, unique=True)
    slug = SlugFromField("name", fallback="chuyen-de", unique=True)
    description = PlainTextField("giới thiệu", blank=True)
    order = models.PositiveSmallIntegerField("thứ tự", default=0)
    folded = FoldedField("name")
    sort_key = SortKeyField("name")

    class Meta:
        verbose_name = "chuyên đề"
        verbose_name_plural = "chuyên đề"
        ordering = ["order", "sort_key"]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("programme", args=[self.slug])

    def search_entry(self):
        return SearchEntry(title=self.name, text=self.description, address=self.address())


class VideoQuerySet(PublishableQuerySet):
    def for_listing(self):
        """Load what a video card prints, in one query and without the transcript."""
        return self.select_related("programme", "poster").defer("transcript", "folded")

    def for_reading(self):
        """Load what a segment's page prints."""
        return self.select_related("programme", "poster").defer("folded")

    def for_sitemap(self):
        """Load an address and when it changed."""
        return self.only("slug", "updated_at", "publish_at")

    def by_month(self):
        """The newest month first, segments of no month last."""
        return self.order_by(F("issue_month").desc(nulls_last=True), "-publish_at", "-pk")

    def neighbours(self, video):
        """The segments next to one in its programme by month, {"newer": …, "older": …}, in one query."""
        if not (video.programme_id and video.issue_month):
            return {"newer": None, "older": None}
        segments, month, key = (
            self.filter(programme=video.programme_id),
            video.issue_month,
            (video.publish_at, video.pk),
        )
        of_month = segments.filter(issue_month=month)
        parts = {
            "newer": of_month.newer_than(*key).oldest_first(),
            "later": segments.filter(issue_month__gt=month).order_by("issue_month", "publish_at", "pk"),
            "older": of_month.older_than(*key).newest_first(),
            "earlier": segments.filter(issue_month__lt=month).by_month(),
        }
        listing = self.model.objects.for_listing()
        found = {one.part: one for one in listing.in_parts((name, rows[:1]) for name, rows in parts.items())}
        return {
            "newer": found.get("newer") or found.get("later"),
            "older": found.get("older") or found.get("earlier"),
        }


class Video(Publishable):
    counted_as = "video"
    versioned_fields = (
        "title",
        "slug",
        "programme",
        "issue_month",
        "summary",
        "file",
        "youtube_id",
        "poster",
        "duration",
        "transcript",
    )

    title = LineField("tiêu đề", max_length=300)
    slug = SlugFromField("title", fallback="video")
    programme = models.ForeignKey(
        Programme, models.PROTECT, null=True, blank=True, related_name="videos", verbose_name="chuyên đề"
    )
    issue_month = models.DateField(
        "số của tháng", null=True, blank=True, help_text="Ngày đầu tháng, ví dụ 01/09/2020; chỉ khi thuộc chuyên đề."
    )
    summary = PlainTextField("tóm tắt", max_length=1000, blank=True)
    file = VideoFileField("tệp video", upload_to="video", blank=True)
    youtube_id = models.CharField(
        "mã YouTube", max_length=11, blank=True, help_text="Mười một ký tự sau “v=” trong địa chỉ YouTube."
    )
    poster = models.ForeignKey(
        Image, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="ảnh đại diện"
    )
    duration = models.PositiveIntegerField("thời lượng (giây)", null=True, blank=True)
    transcript = PlainTextField("lời thoại", blank=True)
    folded = FoldedField("title", "summary")

    objects = VideoQuerySet.as_manager()

    class Meta(Publishable.Meta):
        verbose_name = "video"
        verbose_name_plural = "video"
        constraints = [
            *Publishable.Meta.constraints,
            models.CheckConstraint(
                condition=Q(issue_month=None) | Q(issue_month__day=1),
                name="media_library_video_month_first_day",
                violation_error_message="Chọn ngày đầu tháng.",
            ),
            models.CheckConstraint(
                condition=Q(file="") | Q(youtube_id=""),
                name="media_library_video_one_source",
                violation_error_message="Chọn tệp video hoặc mã YouTube, không chọn cả hai.",
            ),
        ]
        indexes = [
            *Publishable.Meta.indexes,
            models.Index(fields=["programme", "-issue_month"], name="media_library_video_month"),
        ]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("video", args=[self.slug, self.pk])

    def search_entry(self):
        return self.entry_if_out(text=f"{self.summary}\n{self.transcript}".strip())

    def clean(self):
        if self.youtube_id and not YOUTUBE_ID.fullmatch(self.youtube_id):
            raise ValidationError({"youtube_id": "Chép đúng mười một ký tự sau “v=” trong địa chỉ YouTube."})

    @property
    def youtube_url(self):
        return f"https://www.youtube.com/watch?v={self.youtube_id}" if self.youtube_id else ""

    @property
    def running_time(self):
        """The duration as a player shows it: 12:05, or 1:02:05 from an hour on; "" when it is not known."""
        if not self.duration:
            return ""
        minutes, seconds = divmod(self.duration, 60)
        hours, minutes = divmod(minutes, 60)
        return f"{hours}:{minutes:02}:{seconds:02}" if hours else f"{minutes}:{seconds:02}"
