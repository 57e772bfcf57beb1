import django.db.models.deletion
import django.utils.timezone
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("media_library", "0042_captions"),
        ("publishing", "0053_note"),
    ]

    operations = [
        migrations.CreateModel(
            name="Album",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("draft", "bản nháp"),
                            ("in_review", "chờ duyệt"),
                            ("approved", "đã duyệt"),
                            ("published", "đã đăng"),
                            ("withdrawn", "đã gỡ"),
                        ],
                        default="draft",
                        editable=False,
                        max_length=12,
                        verbose_name="trạng thái",
                    ),
                ),
                ("publish_at", models.DateTimeField(blank=True, editable=False, null=True, verbose_name="ngày đăng")),
                (
                    "unpublish_at",
                    models.DateTimeField(
                        blank=True,
                        help_text="Để trống nếu không tự gỡ. Giờ Việt Nam.",
                        null=True,
                        verbose_name="tự gỡ lúc",
                    ),
                ),
                (
                    "withdrawal",
                    models.CharField(
                        choices=[
                            ("in_error", "gỡ hẳn (địa chỉ trả lời: nội dung đã được gỡ)"),
                            ("merged", "gộp vào bài khác (địa chỉ chuyển sang bài ấy)"),
                            ("with_notice", "gỡ khỏi các danh sách, giữ trang kèm thông báo"),
                        ],
                        default="in_error",
                        editable=False,
                        max_length=12,
                        verbose_name="cách gỡ",
                    ),
                ),
                ("updated_at", models.DateTimeField(auto_now=True, verbose_name="sửa lần cuối")),
                ("version", models.PositiveIntegerField(default=0, editable=False, verbose_name="lần ghi")),
                (
                    "edit_state",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("draft", "bản nháp"),
                            ("in_review", "chờ duyệt"),
                            ("approved", "đã duyệt"),
                            ("published", "đã đăng"),
                            ("withdrawn", "đã gỡ"),
                        ],
                        default="",
                        editable=False,
                        max_length=12,
                        verbose_name="trạng thái bản sửa",
                    ),
                ),
                (
                    "worked_on_at",
                    models.DateTimeField(
                        default=django.utils.timezone.now, editable=False, verbose_name="làm lần cuối"
                    ),
                ),
                (
                    "trashed_at",
                    models.DateTimeField(blank=True, editable=False, null=True, verbose_name="bỏ vào thùng rác lúc"),
                ),
                (
                    "changes",
                    models.JSONField(blank=True, default=list, editable=False, verbose_name="thay đổi đã công bố"),
                ),
                ("title", models.CharField(max_length=300, verbose_name="tiêu đề")),
                ("slug", models.SlugField(blank=True, max_length=120, verbose_name="đường dẫn")),
                ("summary", models.TextField(blank=True, max_length=2000, verbose_name="giới thiệu")),
                ("captions", models.JSONField(blank=True, default=dict, verbose_name="chú thích riêng trong album")),
                ("folded", models.TextField(blank=True, default="", editable=False)),
                (
                    "cover",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="media_library.image",
                        verbose_name="ảnh bìa",
                    ),
                ),
                (
                    "merged_into",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="merged_from",
                        to="media_library.album",
                        verbose_name="gộp vào",
                    ),
                ),
                (
                    "pictures",
                    models.ManyToManyField(blank=True, related_name="+", to="media_library.image", verbose_name="ảnh"),
                ),
            ],
            options={
                "verbose_name": "album ảnh",
                "verbose_name_plural": "album ảnh",
                "abstract": False,
            },
        ),
        migrations.AddIndex(
            model_name="album",
            index=models.Index(
                models.OrderBy(models.F("publish_at"), descending=True),
                models.OrderBy(models.F("id"), descending=True),
                condition=models.Q(("state", "published")),
                name="media_library_album_newest",
            ),
        ),
        migrations.AddIndex(
            model_name="album",
            index=models.Index(
                models.F("unpublish_at"),
                condition=models.Q(("unpublish_at__isnull", False)),
                name="media_library_album_going_down",
            ),
        ),
        migrations.AddIndex(
            model_name="album",
            index=models.Index(fields=["state", "worked_on_at"], name="media_library_album_desk"),
        ),
        migrations.AddIndex(
            model_name="album",
            index=models.Index(
                condition=models.Q(("edit_state", ""), _negated=True),
                fields=["edit_state", "worked_on_at"],
                name="media_library_album_edits",
            ),
        ),
        migrations.AddIndex(
            model_name="album",
            index=models.Index(
                condition=models.Q(("trashed_at__isnull", False)),
                fields=["trashed_at"],
                name="media_library_album_trash",
            ),
        ),
        migrations.AddConstraint(
            model_name="album",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state__in", ["published", "withdrawn"]), _negated=True),
                    ("publish_at__isnull", False),
                    _connector="OR",
                ),
                name="media_library_album_out_has_date",
                violation_error_message="Nội dung đã đăng phải có ngày đăng.",
            ),
        ),
        migrations.AddConstraint(
            model_name="album",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("unpublish_at", None),
                    ("publish_at", None),
                    ("unpublish_at__gt", models.F("publish_at")),
                    _connector="OR",
                ),
                name="media_library_album_down_after_up",
                violation_error_message="Chọn thời điểm tự gỡ sau thời điểm đăng.",
            ),
        ),
        migrations.AddConstraint(
            model_name="album",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "withdrawn"), ("withdrawal", "merged"), _negated=True),
                    ("merged_into__isnull", False),
                    _connector="OR",
                ),
                name="media_library_album_merged_has_target",
                violation_error_message="Chọn bài mà nội dung này được gộp vào.",
            ),
        ),
        migrations.AddConstraint(
            model_name="album",
            constraint=models.CheckConstraint(
                condition=models.Q(("edit_state", ""), ("state__in", ["published", "withdrawn"]), _connector="OR"),
                name="media_library_album_edit_of_what_is_out",
                violation_error_message="Chỉ nội dung đã ra mắt bạn đọc mới có bản sửa để riêng.",
            ),
        ),
        migrations.AddConstraint(
            model_name="album",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("trashed_at", None),
                    models.Q(("state__in", ["published", "withdrawn"]), _negated=True),
                    _connector="OR",
                ),
                name="media_library_album_trash_never_out",
                violation_error_message="Nội dung đã đăng chỉ được gỡ, không bỏ vào thùng rác.",
            ),
        ),
    ]
