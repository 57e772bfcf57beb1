from functools import partial

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Count, F, Q
from django.utils.functional import cached_property

from media_library import captions, chapters
from media_library.file_fields import VideoFileField
from media_library.models.image import Image
from media_library.models.programme import Programme
from media_library.models.transcoding import Transcoding
from media_library.video_hosts import HOST_FIELDS, HOSTS
from publishing.fields import FoldedField, LineField, OrderedManyToManyField, PlainTextField, SlugFromField
from publishing.models import Publishable, PublishableQuerySet


class VideoQuerySet(PublishableQuerySet):
    def for_listing(self):
        """Load what a video card prints, in one query and without the transcript."""
        return self.select_related("programme", "poster").defer("transcript", "captions", "chapters", "folded")

    def for_player(self):
        """Load what a player in a list prints too, which needs to know whether there are captions."""
        return self.select_related("programme", "poster").defer("transcript", "chapters", "folded")

    def for_reading(self):
        """Load what a segment's page prints."""
        return self.select_related("programme", "poster").defer("folded")

    def for_sitemap(self):
        """Load an address, when it changed, and what search engines want to know of a film."""
        return self.select_related("poster").defer("transcript", "captions", "folded")

    def with_captions(self):
        """Those with captions; loads little else."""
        return self.exclude(captions="").only("captions")

    def with_chapters(self):
        """Those with chapters; loads little else."""
        return self.exclude(chapters="").only("chapters", "duration")

    def by_month(self):
        """The newest month first, segments of no month last."""
        return self.order_by(F("issue_month").desc(nulls_last=True), "-publish_at", "-pk")

    def of_issue(self, programme, month):
        """The segments of a programme for one month; none where either is not given."""
        return self.filter(programme=programme, issue_month=month) if programme and month else self.none()

    def issue_months(self):
        """The months that have a segment."""
        return list(self.exclude(issue_month=None).order_by().values_list("issue_month", flat=True).distinct())

    def of_year(self, year):
        """The segments for the months of a year."""
        return self.filter(issue_month__year=year)

    def of_no_month(self):
        return self.filter(issue_month=None)

    def month_counts(self):
        """How many segments each month has, without empty months, `{first day: number}`."""
        months = self.exclude(issue_month=None).order_by().values_list("issue_month")
        return dict(months.annotate(number=Count("pk")))

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
        found = {one.part: one for one in listing.union_of_parts((name, rows[:1]) for name, rows in parts.items())}
        return {
            "newer": found.get("newer") or found.get("later"),
            "older": found.get("older") or found.get("earlier"),
        }


SOURCE_NAMES = ["tệp video", *(host.name for host in HOSTS)]


def _has_one_source():
    """At most one of a file and the ids at the hosts is there."""
    sources, condition = ["file", *HOST_FIELDS], Q()
    for source in sources:
        condition |= Q(**{other: "" for other in sources if other != source})
    return condition


class Video(Publishable):
    counted_as = "video"
    versioned_fields = (
        "title",
        "slug",
        "programme",
        "issue_month",
        "summary",
        "file",
        *HOST_FIELDS,
        "poster",
        "duration",
        "transcript",
        "captions",
        "chapters",
        "attachments",
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
    vimeo_id = models.CharField("mã Vimeo", max_length=12, blank=True, default="", help_text="Dãy số trong địa chỉ.")
    poster = models.ForeignKey(
        Image, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="ảnh đại diện"
    )
    duration = models.PositiveIntegerField("thời lượng (giây)", null=True, blank=True)
    transcript = PlainTextField(
        "lời thoại", blank=True, help_text="Dòng bắt đầu bằng phút:giây, ví dụ 00:12, thành liên kết tới lúc ấy."
    )
    captions = PlainTextField("phụ đề", blank=True, default="", help_text="Nội dung tệp WebVTT (.vtt), tiếng Việt.")
    chapters = PlainTextField(
        "các chương", blank=True, default="", help_text="Mỗi dòng một chương: phút:giây rồi tên, ví dụ 01:12 Lời chào."
    )
    attachments = OrderedManyToManyField(
        "media_library.Attachment", blank=True, related_name="videos", verbose_name="tệp đính kèm"
    )
    folded = FoldedField("title", "summary")

    objects = VideoQuerySet.as_manager()

    class Meta(Publishable.Meta):
        verbose_name = verbose_name_plural = "video"
        constraints = [
            *Publishable.Meta.constraints,
            models.CheckConstraint(
                condition=Q(issue_month=None) | Q(issue_month__day=1),
                name="media_library_video_month_first_day",
                violation_error_message="Chọn ngày đầu tháng.",
            ),
            models.CheckConstraint(
                condition=_has_one_source(),
                name="media_library_video_one_source",
                violation_error_message=f"Chọn một nguồn: {', '.join(SOURCE_NAMES[:-1])} hoặc {SOURCE_NAMES[-1]}.",
            ),
        ]
        indexes = [
            *Publishable.Meta.indexes,
            models.Index(fields=["programme", "-issue_month"], name="media_library_video_month"),
        ]

    def search_entry(self):
        return self.public_search_entry(text="\n".join(filter(None, [self.summary, self.chapters, self.transcript])))

    def clean(self):
        refusals, in_time = {}, partial(chapters.validate, duration=self.duration)
        for name, validate in [("captions", captions.validate), ("chapters", in_time)]:
            try:
                if text := getattr(self, name):
                    validate(text)
            except ValidationError as error:
                refusals[name] = error.messages
        for host in HOSTS:
            if (own := getattr(self, host.field)) and not host.id.fullmatch(own):
                refusals[host.field] = f"Đây không phải mã của một video trên {host.name}."
        if refusals:
            raise ValidationError(refusals)

    @property
    def host(self):
        """The VideoHost that it is at, or None."""
        return next((host for host in HOSTS if getattr(self, host.field)), None)

    @property
    def foreign_url(self):
        """Its page at that host, or ""."""
        return self.host.page_url.format(getattr(self, self.host.field)) if self.host else ""

    @property
    def embed_url(self):
        """The address of the foreign player that sets no cookie, or "" for a video of our own."""
        return self.host.embed_url.format(getattr(self, self.host.field)) if self.host else ""

    @cached_property
    def qualities(self):
        """The qualities of its film, the default one first; [] where there is only the film itself."""
        transcoding = Transcoding.objects.filter(source=self.file.name).first() if self.file else None
        return transcoding.qualities if transcoding else []

    def url_at(self, moment):
        """The address that plays the film from that second on, without a script; "" without a film."""
        if self.file:
            return f"{self.file.url}#t={moment}"
        return self.foreign_url + self.host.page_moment.format(moment) if self.host else ""

    @property
    def parsed_chapters(self):
        """The Chapters in order; `chapters` is the text as it is typed."""
        return chapters.parse(self.chapters, self.duration)

    @property
    def running_time(self):
        """The duration as a player shows it: 12:05, or 1:02:05 from an hour on; "" when it is not known."""
        if not self.duration:
            return ""
        minutes, seconds = divmod(self.duration, 60)
        hours, minutes = divmod(minutes, 60)
        return f"{hours}:{minutes:02}:{seconds:02}" if hours else f"{minutes}:{seconds:02}"
