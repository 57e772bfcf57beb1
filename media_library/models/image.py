from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import OuterRef, Q, Subquery

from media_library.image_processing import LibraryImageField
from media_library.renditions import RenditionsField, ResponsiveImage
from publishing.fields import FoldedField, LineField
from publishing.models import PUBLIC_STATES, Announced, AnnouncedQuerySet, Revision
from vietnamese.dates import Month


class ImageQuerySet(AnnouncedQuerySet):
    def without_alt_text(self):
        """Those with neither an alternative text nor the mark that they only decorate."""
        return self.filter(alt="", is_decorative=False)

    def of_month(self, month):
        """Those uploaded in a month given as `2026-11`; all where that is no month."""
        found = Month.parse(month)
        return self.filter(created_at__year=found.first.year, created_at__month=found.first.month) if found else self


class Image(Announced):
    """A picture of the library, re-encoded when it was uploaded."""

    file = LibraryImageField("ảnh", upload_to="anh")
    width = models.PositiveIntegerField("rộng", editable=False, default=0)
    height = models.PositiveIntegerField("cao", editable=False, default=0)
    renditions = RenditionsField("bản thu nhỏ", editable=False, default=dict, blank=True)  # of a ProcessedImage
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
    digest = models.CharField(max_length=64, editable=False, blank=True, db_index=True)  # SHA-256 of the uploaded file
    created_at = models.DateTimeField("đưa lên lúc", auto_now_add=True)
    folded = FoldedField("title", "alt", "caption", "credit")

    objects = ImageQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "ảnh"
        ordering = ["-pk"]
        indexes = [models.Index(fields=["file"], name="media_library_image_file")]
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
        """Save, and make new renditions where the focal point has changed."""
        if self.file and self.file._committed and self.renditions.get("focus") != list(self.focus):
            self.file.render_anew()
        super().save(*args, **kwargs)

    @property
    def focus(self):
        """The focal point, in percent from the left and from the top."""
        return self.focus_x, self.focus_y

    def things_naming(self):
        """The reachable things whose public text has the picture in its body, a QuerySet for each kind."""
        named = self.mentions.filter(revision__state__in=PUBLIC_STATES)
        for pk in named.values_list("revision__content_type", flat=True).distinct():
            kind = ContentType.objects.get_for_id(pk)
            texts = Revision.objects.filter(content_type=kind, object_id=OuterRef("pk"), state__in=PUBLIC_STATES)
            things = kind.model_class().objects.reachable().filter(pk__in=named.values("revision__object_id"))
            things = things.annotate(public_text=Subquery(texts.order_by("-pk").values("pk")[:1]))
            yield things.filter(public_text__in=named.values("revision"))

    def responsive(self, shape, point=""):
        """The picture in one of the shapes of `image_decoder.SHAPES`; `point` is this use's own point, as `30-70`."""
        return ResponsiveImage(self, shape, point)
