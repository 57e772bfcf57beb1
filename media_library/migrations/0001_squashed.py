import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

import publishing.fields
import publishing.models.states


class Migration(migrations.Migration):
    replaces = [
        ("media_library", "0001_initial"),
        ("media_library", "0002_sort_keys_by_code_point"),
        ("media_library", "0003_desk_index"),
        ("media_library", "0004_index_what_comes_down"),
        ("media_library", "0005_picture_renditions"),
        ("media_library", "0006_picture_details"),
        ("media_library", "0007_mentions"),
        ("media_library", "0008_fill_mentions"),
        ("media_library", "0030_desk_edits_and_trash"),
        ("media_library", "0031_worked_on_when_last_changed"),
        ("media_library", "0040_programme_title_pattern"),
        ("media_library", "0041_vimeo_as_a_source"),
        ("media_library", "0042_captions"),
        ("media_library", "0050_album"),
        ("media_library", "0051_mentions_of_albums"),
        ("media_library", "0060_transcodings"),
        ("media_library", "0070_files_on_segments"),
        ("media_library", "0080_chapters"),
        ("media_library", "0081_index_what_lies_on_the_desk"),
    ]
    initial = True
    dependencies = [
        ("publishing", "0001_squashed"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Attachment",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("file", models.FileField(upload_to="tep", verbose_name="tệp")),
                ("title", models.CharField(max_length=200, verbose_name="tên tệp")),
                ("size", models.PositiveBigIntegerField(default=0, editable=False, verbose_name="cỡ tệp (byte)")),
                ("kind", models.CharField(blank=True, editable=False, max_length=10, verbose_name="loại tệp")),
                ("created_at", models.DateTimeField(auto_now_add=True, verbose_name="đưa lên lúc")),
                ("folded", models.TextField(blank=True, default="", editable=False)),
            ],
            options={
                "verbose_name": "tệp đính kèm",
                "verbose_name_plural": "tệp đính kèm",
                "ordering": ["-pk"],
            },
        ),
        migrations.CreateModel(
            name="Programme",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=160, unique=True, verbose_name="tên chuyên đề")),
                ("slug", models.SlugField(blank=True, max_length=120, unique=True, verbose_name="đường dẫn")),
                ("description", models.TextField(blank=True, verbose_name="giới thiệu")),
                ("order", models.PositiveSmallIntegerField(default=0, verbose_name="thứ tự")),
                ("folded", models.TextField(blank=True, default="", editable=False)),
                (
                    "sort_key",
                    publishing.fields.CodePointField(
                        blank=True, db_index=True, default="", editable=False, max_length=700
                    ),
                ),
                (
                    "title_pattern",
                    models.CharField(
                        blank=True,
                        help_text="Tiêu đề của mỗi số, ví dụ “{chuyên đề} tháng {tháng}/{năm}”, là mẫu được dùng khi để trống.",
                        max_length=200,
                        verbose_name="mẫu tiêu đề",
                    ),
                ),
            ],
            options={
                "verbose_name": "chuyên đề",
                "verbose_name_plural": "chuyên đề",
                "ordering": ["order", "sort_key"],
            },
        ),
        migrations.CreateModel(
            name="Transcoding",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("source", models.CharField(max_length=100, unique=True, verbose_name="tệp gốc")),
                ("side", models.PositiveSmallIntegerField(default=0, verbose_name="cạnh ngắn")),
                ("size", models.PositiveBigIntegerField(default=0, verbose_name="cỡ tệp (byte)")),
                ("made", models.JSONField(default=dict, verbose_name="các bản")),
                ("is_done", models.BooleanField(default=False, verbose_name="đã xong")),
                (
                    "failure",
                    models.CharField(blank=True, default="", max_length=200, verbose_name="vì sao không làm được"),
                ),
            ],
            options={
                "verbose_name": "bản phát của video",
                "verbose_name_plural": "bản phát của video",
            },
        ),
        migrations.CreateModel(
            name="Image",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("file", models.FileField(upload_to="anh", verbose_name="ảnh")),
                ("width", models.PositiveIntegerField(default=0, editable=False, verbose_name="rộng")),
                ("height", models.PositiveIntegerField(default=0, editable=False, verbose_name="cao")),
                ("title", models.CharField(max_length=200, verbose_name="tên ảnh")),
                (
                    "alt",
                    models.CharField(
                        blank=True,
                        help_text="Một câu tả điều ảnh cho thấy, cho người không nhìn thấy ảnh.",
                        max_length=300,
                        verbose_name="chữ thay ảnh",
                    ),
                ),
                ("caption", models.CharField(blank=True, max_length=400, verbose_name="chú thích")),
                ("credit", models.CharField(blank=True, max_length=160, verbose_name="ảnh của")),
                ("created_at", models.DateTimeField(auto_now_add=True, verbose_name="đưa lên lúc")),
                ("folded", models.TextField(blank=True, default="", editable=False)),
                (
                    "focus_x",
                    models.PositiveSmallIntegerField(
                        blank=True, default=50, verbose_name="điểm chính, từ trái sang (%)"
                    ),
                ),
                (
                    "focus_y",
                    models.PositiveSmallIntegerField(
                        blank=True, default=50, verbose_name="điểm chính, từ trên xuống (%)"
                    ),
                ),
                ("renditions", models.JSONField(blank=True, default=dict, editable=False, verbose_name="bản thu nhỏ")),
                ("digest", models.CharField(blank=True, db_index=True, editable=False, max_length=64)),
                (
                    "is_decorative",
                    models.BooleanField(
                        default=False,
                        help_text="Ảnh không cho biết thêm điều gì; khi ấy không cần chữ thay ảnh.",
                        verbose_name="chỉ để trang trí",
                    ),
                ),
                (
                    "licence",
                    models.CharField(
                        blank=True,
                        help_text="Ví dụ: Báo Nhân Dân cho phép đăng.",
                        max_length=160,
                        verbose_name="giấy phép sử dụng",
                    ),
                ),
                ("taken_on", models.DateField(blank=True, null=True, verbose_name="chụp ngày")),
            ],
            options={
                "verbose_name": "ảnh",
                "verbose_name_plural": "ảnh",
                "ordering": ["-pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("focus_x__lte", 100), ("focus_y__lte", 100)),
                        name="media_library_image_focus_within",
                        violation_error_message="Điểm chính của ảnh nằm trong khoảng 0 đến 100 phần trăm.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Album",
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
                ("summary", models.TextField(blank=True, max_length=2000, verbose_name="giới thiệu")),
                ("captions", models.JSONField(blank=True, default=dict, verbose_name="chú thích riêng trong album")),
                ("folded", models.TextField(blank=True, default="", editable=False)),
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
                    "pictures",
                    models.ManyToManyField(blank=True, related_name="+", to="media_library.image", verbose_name="ảnh"),
                ),
            ],
            options={
                "verbose_name": "album ảnh",
                "verbose_name_plural": "album ảnh",
                "abstract": False,
                "indexes": [
                    models.Index(
                        models.OrderBy(models.F("publish_at"), descending=True),
                        models.OrderBy(models.F("id"), descending=True),
                        condition=models.Q(("state", "published")),
                        name="media_library_album_newest",
                    ),
                    models.Index(
                        models.F("unpublish_at"),
                        condition=models.Q(("unpublish_at__isnull", False)),
                        name="media_library_album_going_down",
                    ),
                    models.Index(
                        condition=models.Q(("edit_state", ""), _negated=True),
                        fields=["edit_state", "worked_on_at"],
                        name="media_library_album_edits",
                    ),
                    models.Index(
                        condition=models.Q(("trashed_at__isnull", False)),
                        fields=["trashed_at"],
                        name="media_library_album_trash",
                    ),
                    models.Index(
                        condition=models.Q(("trashed_at", None)),
                        fields=["state", "worked_on_at", "trashed_at"],
                        name="media_library_album_desk",
                    ),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state__in", ["published", "withdrawn"]), _negated=True),
                            ("publish_at__isnull", False),
                            _connector="OR",
                        ),
                        name="media_library_album_out_has_date",
                        violation_error_message="Nội dung đã đăng phải có ngày đăng.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("unpublish_at", None),
                            ("publish_at", None),
                            ("unpublish_at__gt", models.F("publish_at")),
                            _connector="OR",
                        ),
                        name="media_library_album_down_after_up",
                        violation_error_message="Chọn thời điểm tự gỡ sau thời điểm đăng.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "withdrawn"), ("withdrawal", "merged"), _negated=True),
                            ("merged_into__isnull", False),
                            _connector="OR",
                        ),
                        name="media_library_album_merged_has_target",
                        violation_error_message="Chọn bài mà nội dung này được gộp vào.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("edit_state", ""), ("state__in", ["published", "withdrawn"]), _connector="OR"
                        ),
                        name="media_library_album_edit_of_what_is_out",
                        violation_error_message="Chỉ nội dung đã ra mắt bạn đọc mới có bản sửa để riêng.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("trashed_at", None),
                            models.Q(("state__in", ["published", "withdrawn"]), _negated=True),
                            _connector="OR",
                        ),
                        name="media_library_album_trash_never_out",
                        violation_error_message="Nội dung đã đăng chỉ được gỡ, không bỏ vào thùng rác.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Mention",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "album",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="mentions",
                        to="media_library.album",
                        verbose_name="album ảnh",
                    ),
                ),
                (
                    "image",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="mentions",
                        to="media_library.image",
                        verbose_name="ảnh",
                    ),
                ),
                (
                    "revision",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="publishing.revision",
                        verbose_name="bản lưu",
                    ),
                ),
            ],
            options={
                "verbose_name": "bài dùng ảnh",
                "verbose_name_plural": "bài dùng ảnh",
                "constraints": [
                    models.UniqueConstraint(fields=("image", "revision"), name="media_library_mention_once"),
                    models.UniqueConstraint(fields=("album", "revision"), name="media_library_mention_album_once"),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("album__isnull", False), ("image__isnull", True)),
                            models.Q(("album__isnull", True), ("image__isnull", False)),
                            _connector="OR",
                        ),
                        name="media_library_mention_of_one",
                        violation_error_message="Một lần nhắc đến là của một ảnh hoặc của một album.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Video",
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
                ("title", models.CharField(max_length=300, verbose_name="tiêu đề")),
                ("slug", models.SlugField(blank=True, max_length=120, verbose_name="đường dẫn")),
                (
                    "issue_month",
                    models.DateField(
                        blank=True,
                        help_text="Ngày đầu tháng, ví dụ 01/09/2020; chỉ khi thuộc chuyên đề.",
                        null=True,
                        verbose_name="số của tháng",
                    ),
                ),
                ("summary", models.TextField(blank=True, max_length=1000, verbose_name="tóm tắt")),
                ("file", models.FileField(blank=True, upload_to="video", verbose_name="tệp video")),
                (
                    "youtube_id",
                    models.CharField(
                        blank=True,
                        help_text="Mười một ký tự sau “v=” trong địa chỉ YouTube.",
                        max_length=11,
                        verbose_name="mã YouTube",
                    ),
                ),
                ("duration", models.PositiveIntegerField(blank=True, null=True, verbose_name="thời lượng (giây)")),
                (
                    "transcript",
                    models.TextField(
                        blank=True,
                        help_text="Dòng bắt đầu bằng phút:giây, ví dụ 00:12, thành liên kết tới lúc ấy.",
                        verbose_name="lời thoại",
                    ),
                ),
                ("folded", models.TextField(blank=True, default="", editable=False)),
                (
                    "changes",
                    models.JSONField(blank=True, default=list, editable=False, verbose_name="thay đổi đã công bố"),
                ),
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
                    "trashed_at",
                    models.DateTimeField(blank=True, editable=False, null=True, verbose_name="bỏ vào thùng rác lúc"),
                ),
                (
                    "worked_on_at",
                    models.DateTimeField(
                        default=django.utils.timezone.now, editable=False, verbose_name="làm lần cuối"
                    ),
                ),
                (
                    "vimeo_id",
                    models.CharField(
                        blank=True,
                        default="",
                        help_text="Dãy số trong địa chỉ.",
                        max_length=12,
                        verbose_name="mã Vimeo",
                    ),
                ),
                (
                    "captions",
                    models.TextField(
                        blank=True,
                        default="",
                        help_text="Nội dung tệp WebVTT (.vtt), tiếng Việt.",
                        verbose_name="phụ đề",
                    ),
                ),
                (
                    "chapters",
                    models.TextField(
                        blank=True,
                        default="",
                        help_text="Mỗi dòng một chương: phút:giây rồi tên, ví dụ 01:12 Lời chào.",
                        verbose_name="các chương",
                    ),
                ),
                (
                    "attachments",
                    models.ManyToManyField(
                        blank=True, related_name="videos", to="media_library.attachment", verbose_name="tệp đính kèm"
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
                        to="media_library.video",
                        verbose_name="gộp vào",
                    ),
                ),
                (
                    "poster",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="media_library.image",
                        verbose_name="ảnh đại diện",
                    ),
                ),
                (
                    "programme",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="videos",
                        to="media_library.programme",
                        verbose_name="chuyên đề",
                    ),
                ),
            ],
            options={
                "verbose_name": "video",
                "verbose_name_plural": "video",
                "abstract": False,
                "indexes": [
                    models.Index(
                        models.OrderBy(models.F("publish_at"), descending=True),
                        models.OrderBy(models.F("id"), descending=True),
                        condition=models.Q(("state", "published")),
                        name="media_library_video_newest",
                    ),
                    models.Index(fields=["programme", "-issue_month"], name="media_library_video_month"),
                    models.Index(
                        models.F("unpublish_at"),
                        condition=models.Q(("unpublish_at__isnull", False)),
                        name="media_library_video_going_down",
                    ),
                    models.Index(
                        condition=models.Q(("edit_state", ""), _negated=True),
                        fields=["edit_state", "worked_on_at"],
                        name="media_library_video_edits",
                    ),
                    models.Index(
                        condition=models.Q(("trashed_at__isnull", False)),
                        fields=["trashed_at"],
                        name="media_library_video_trash",
                    ),
                    models.Index(
                        condition=models.Q(("trashed_at", None)),
                        fields=["state", "worked_on_at", "trashed_at"],
                        name="media_library_video_desk",
                    ),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state__in", ["published", "withdrawn"]), _negated=True),
                            ("publish_at__isnull", False),
                            _connector="OR",
                        ),
                        name="media_library_video_out_has_date",
                        violation_error_message="Nội dung đã đăng phải có ngày đăng.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("unpublish_at", None),
                            ("publish_at", None),
                            ("unpublish_at__gt", models.F("publish_at")),
                            _connector="OR",
                        ),
                        name="media_library_video_down_after_up",
                        violation_error_message="Chọn thời điểm tự gỡ sau thời điểm đăng.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "withdrawn"), ("withdrawal", "merged"), _negated=True),
                            ("merged_into__isnull", False),
                            _connector="OR",
                        ),
                        name="media_library_video_merged_has_target",
                        violation_error_message="Chọn bài mà nội dung này được gộp vào.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("issue_month", None), ("issue_month__day", 1), _connector="OR"),
                        name="media_library_video_month_first_day",
                        violation_error_message="Chọn ngày đầu tháng.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("edit_state", ""), ("state__in", ["published", "withdrawn"]), _connector="OR"
                        ),
                        name="media_library_video_edit_of_what_is_out",
                        violation_error_message="Chỉ nội dung đã ra mắt bạn đọc mới có bản sửa để riêng.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("trashed_at", None),
                            models.Q(("state__in", ["published", "withdrawn"]), _negated=True),
                            _connector="OR",
                        ),
                        name="media_library_video_trash_never_out",
                        violation_error_message="Nội dung đã đăng chỉ được gỡ, không bỏ vào thùng rác.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("file", ""), ("youtube_id", "")),
                            models.Q(("vimeo_id", ""), ("youtube_id", "")),
                            models.Q(("file", ""), ("vimeo_id", "")),
                            _connector="OR",
                        ),
                        name="media_library_video_one_source",
                        violation_error_message="Chọn một nguồn: tệp video, YouTube hoặc Vimeo.",
                    ),
                ],
            },
        ),
    ]
