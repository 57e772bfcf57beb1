import django.db.models.deletion
import django.utils.timezone
from django.db import migrations, models

import publishing.models.states


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("media_library", "__first__"),
    ]

    operations = [
        migrations.CreateModel(
            name="Decree",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "state",
                    models.CharField(
                        choices=publishing.models.states.state_choices,
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
                        choices=publishing.models.states.state_choices,
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
                ("number", models.CharField(blank=True, max_length=40, verbose_name="số hiệu")),
                ("summary", models.TextField(blank=True, max_length=1000, verbose_name="trích yếu")),
                ("body", models.TextField(blank=True, verbose_name="nội dung")),
                ("folded", models.TextField(blank=True, default="", editable=False)),
                (
                    "attachments",
                    models.ManyToManyField(
                        blank=True, related_name="+", to="media_library.attachment", verbose_name="tệp đính kèm"
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
                        to="sample_kind.decree",
                        verbose_name="gộp vào",
                    ),
                ),
            ],
            options={
                "verbose_name": "quyết định",
                "verbose_name_plural": "quyết định",
                "abstract": False,
                "indexes": [
                    models.Index(
                        models.OrderBy(models.F("publish_at"), descending=True),
                        models.OrderBy(models.F("id"), descending=True),
                        condition=models.Q(("state", "published")),
                        name="sample_kind_decree_newest",
                    ),
                    models.Index(
                        models.F("unpublish_at"),
                        condition=models.Q(("unpublish_at__isnull", False)),
                        name="sample_kind_decree_going_down",
                    ),
                    models.Index(
                        condition=models.Q(("trashed_at", None)),
                        fields=["state", "worked_on_at", "trashed_at"],
                        name="sample_kind_decree_desk",
                    ),
                    models.Index(
                        condition=models.Q(("edit_state", ""), _negated=True),
                        fields=["edit_state", "worked_on_at"],
                        name="sample_kind_decree_edits",
                    ),
                    models.Index(
                        condition=models.Q(("trashed_at__isnull", False)),
                        fields=["trashed_at"],
                        name="sample_kind_decree_trash",
                    ),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state__in", ("published", "withdrawn")), _negated=True),
                            ("publish_at__isnull", False),
                            _connector="OR",
                        ),
                        name="sample_kind_decree_out_has_date",
                        violation_error_message="Nội dung đã đăng phải có ngày đăng.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("unpublish_at", None),
                            ("publish_at", None),
                            ("unpublish_at__gt", models.F("publish_at")),
                            _connector="OR",
                        ),
                        name="sample_kind_decree_down_after_up",
                        violation_error_message="Chọn thời điểm tự gỡ sau thời điểm đăng.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "withdrawn"), ("withdrawal", "merged"), _negated=True),
                            ("merged_into__isnull", False),
                            _connector="OR",
                        ),
                        name="sample_kind_decree_merged_has_target",
                        violation_error_message="Chọn bài mà nội dung này được gộp vào.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("edit_state", ""), ("state__in", ("published", "withdrawn")), _connector="OR"
                        ),
                        name="sample_kind_decree_edit_of_what_is_out",
                        violation_error_message="Chỉ nội dung đã ra mắt bạn đọc mới có bản sửa để riêng.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("trashed_at", None),
                            models.Q(("state__in", ("published", "withdrawn")), _negated=True),
                            _connector="OR",
                        ),
                        name="sample_kind_decree_trash_never_out",
                        violation_error_message="Nội dung đã đăng chỉ được gỡ, không bỏ vào thùng rác.",
                    ),
                ],
            },
        ),
    ]
