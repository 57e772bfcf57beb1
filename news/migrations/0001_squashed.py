import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

import publishing.fields
import publishing.models.states


class Migration(migrations.Migration):
    replaces = [
        ("news", "0001_initial"),
        ("news", "0002_sort_keys_by_code_point"),
        ("news", "0003_highlight"),
        ("news", "0005_desk_index"),
        ("news", "0006_index_what_comes_down"),
        ("news", "0007_index_newest_of_a_source"),
        ("news", "0020_desk_edits_and_trash"),
        ("news", "0021_worked_on_when_last_changed"),
        ("news", "0030_lead_picture_cut_for_an_article"),
        ("news", "0031_index_what_lies_on_the_desk"),
    ]
    initial = True
    dependencies = [
        ("media_library", "0001_squashed"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Source",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=160, unique=True, verbose_name="tên")),
                ("slug", models.SlugField(blank=True, max_length=120, unique=True, verbose_name="đường dẫn")),
                ("url", models.URLField(blank=True, help_text="Trang của nguồn tin, nếu có.", verbose_name="địa chỉ")),
                ("folded", models.TextField(blank=True, default="", editable=False)),
                (
                    "sort_key",
                    publishing.fields.CodePointField(
                        blank=True, db_index=True, default="", editable=False, max_length=700
                    ),
                ),
            ],
            options={
                "verbose_name": "nguồn",
                "verbose_name_plural": "nguồn",
                "ordering": ["sort_key"],
            },
        ),
        migrations.CreateModel(
            name="Tag",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=80, unique=True, verbose_name="tên")),
                ("slug", models.SlugField(blank=True, max_length=120, unique=True, verbose_name="đường dẫn")),
                ("folded", models.TextField(blank=True, default="", editable=False)),
                (
                    "sort_key",
                    publishing.fields.CodePointField(
                        blank=True, db_index=True, default="", editable=False, max_length=700
                    ),
                ),
            ],
            options={
                "verbose_name": "thẻ",
                "verbose_name_plural": "thẻ",
                "ordering": ["sort_key"],
            },
        ),
        migrations.CreateModel(
            name="Author",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=120, verbose_name="họ và tên")),
                ("slug", models.SlugField(blank=True, max_length=120, unique=True, verbose_name="đường dẫn")),
                ("about", models.TextField(blank=True, verbose_name="giới thiệu")),
                ("folded", models.TextField(blank=True, default="", editable=False)),
                (
                    "sort_key",
                    publishing.fields.CodePointField(
                        blank=True, db_index=True, default="", editable=False, max_length=700
                    ),
                ),
                (
                    "user",
                    models.OneToOneField(
                        blank=True,
                        help_text="Nếu tác giả là người của cơ quan và có tài khoản.",
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="author",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="tài khoản",
                    ),
                ),
            ],
            options={
                "verbose_name": "tác giả",
                "verbose_name_plural": "tác giả",
                "ordering": ["sort_key"],
            },
        ),
        migrations.CreateModel(
            name="Category",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=120, verbose_name="tên")),
                ("slug", models.SlugField(blank=True, max_length=120, unique=True, verbose_name="đường dẫn")),
                ("order", models.PositiveSmallIntegerField(default=0, verbose_name="thứ tự")),
                ("description", models.TextField(blank=True, verbose_name="giới thiệu")),
                ("folded", models.TextField(blank=True, default="", editable=False)),
                (
                    "sort_key",
                    publishing.fields.CodePointField(
                        blank=True, db_index=True, default="", editable=False, max_length=700
                    ),
                ),
                (
                    "parent",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="children",
                        to="news.category",
                        verbose_name="thuộc chuyên mục",
                    ),
                ),
            ],
            options={
                "verbose_name": "chuyên mục",
                "verbose_name_plural": "chuyên mục",
                "ordering": ["order", "sort_key"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("parent", None), models.Q(("parent", models.F("id")), _negated=True), _connector="OR"
                        ),
                        name="news_category_not_own_parent",
                        violation_error_message="Một chuyên mục không thể thuộc chính nó.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Article",
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
                ("summary", models.TextField(blank=True, max_length=1000, verbose_name="tóm tắt")),
                ("body", models.TextField(blank=True, verbose_name="nội dung")),
                ("source_url", models.URLField(blank=True, max_length=500, verbose_name="địa chỉ bài gốc")),
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
                    "lead_focus",
                    models.CharField(blank=True, default="", max_length=7, verbose_name="điểm chính của ảnh ở bài này"),
                ),
                (
                    "attachments",
                    models.ManyToManyField(
                        blank=True, related_name="articles", to="media_library.attachment", verbose_name="tệp đính kèm"
                    ),
                ),
                (
                    "lead_image",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="media_library.image",
                        verbose_name="ảnh chính",
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
                        to="news.article",
                        verbose_name="gộp vào",
                    ),
                ),
                (
                    "related",
                    models.ManyToManyField(
                        blank=True, related_name="related_from", to="news.article", verbose_name="bài liên quan"
                    ),
                ),
                (
                    "authors",
                    models.ManyToManyField(
                        blank=True, related_name="articles", to="news.author", verbose_name="tác giả"
                    ),
                ),
                (
                    "category",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="articles",
                        to="news.category",
                        verbose_name="chuyên mục",
                    ),
                ),
                (
                    "source",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="articles",
                        to="news.source",
                        verbose_name="nguồn",
                    ),
                ),
                (
                    "tags",
                    models.ManyToManyField(blank=True, related_name="articles", to="news.tag", verbose_name="thẻ"),
                ),
            ],
            options={
                "verbose_name": "bài viết",
                "verbose_name_plural": "bài viết",
                "abstract": False,
                "indexes": [
                    models.Index(
                        models.OrderBy(models.F("publish_at"), descending=True),
                        models.OrderBy(models.F("id"), descending=True),
                        condition=models.Q(("state", "published")),
                        name="news_article_newest",
                    ),
                    models.Index(
                        models.F("category"),
                        models.OrderBy(models.F("publish_at"), descending=True),
                        models.OrderBy(models.F("id"), descending=True),
                        condition=models.Q(("state", "published")),
                        name="news_article_category_newest",
                    ),
                    models.Index(
                        models.F("unpublish_at"),
                        condition=models.Q(("unpublish_at__isnull", False)),
                        name="news_article_going_down",
                    ),
                    models.Index(
                        models.F("source"),
                        models.OrderBy(models.F("publish_at"), descending=True),
                        models.OrderBy(models.F("id"), descending=True),
                        condition=models.Q(("state", "published")),
                        name="news_article_source_newest",
                    ),
                    models.Index(
                        models.F("id"),
                        models.F("publish_at"),
                        models.F("unpublish_at"),
                        condition=models.Q(("state", "published")),
                        name="news_article_dates",
                    ),
                    models.Index(
                        condition=models.Q(("edit_state", ""), _negated=True),
                        fields=["edit_state", "worked_on_at"],
                        name="news_article_edits",
                    ),
                    models.Index(
                        condition=models.Q(("trashed_at__isnull", False)),
                        fields=["trashed_at"],
                        name="news_article_trash",
                    ),
                    models.Index(
                        condition=models.Q(("trashed_at", None)),
                        fields=["state", "worked_on_at", "trashed_at"],
                        name="news_article_desk",
                    ),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state__in", ["published", "withdrawn"]), _negated=True),
                            ("publish_at__isnull", False),
                            _connector="OR",
                        ),
                        name="news_article_out_has_date",
                        violation_error_message="Nội dung đã đăng phải có ngày đăng.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("unpublish_at", None),
                            ("publish_at", None),
                            ("unpublish_at__gt", models.F("publish_at")),
                            _connector="OR",
                        ),
                        name="news_article_down_after_up",
                        violation_error_message="Chọn thời điểm tự gỡ sau thời điểm đăng.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "withdrawn"), ("withdrawal", "merged"), _negated=True),
                            ("merged_into__isnull", False),
                            _connector="OR",
                        ),
                        name="news_article_merged_has_target",
                        violation_error_message="Chọn bài mà nội dung này được gộp vào.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("edit_state", ""), ("state__in", ["published", "withdrawn"]), _connector="OR"
                        ),
                        name="news_article_edit_of_what_is_out",
                        violation_error_message="Chỉ nội dung đã ra mắt bạn đọc mới có bản sửa để riêng.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("trashed_at", None),
                            models.Q(("state__in", ["published", "withdrawn"]), _negated=True),
                            _connector="OR",
                        ),
                        name="news_article_trash_never_out",
                        violation_error_message="Nội dung đã đăng chỉ được gỡ, không bỏ vào thùng rác.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Highlight",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "order",
                    models.PositiveSmallIntegerField(default=0, help_text="Số nhỏ đứng trước.", verbose_name="thứ tự"),
                ),
                (
                    "until",
                    models.DateTimeField(
                        blank=True,
                        help_text="Để trống nếu không tự hết. Giờ Việt Nam.",
                        null=True,
                        verbose_name="nổi bật đến",
                    ),
                ),
                (
                    "article",
                    models.ForeignKey(
                        help_text="Bài chưa đăng thì chưa hiện; đăng rồi sẽ tự hiện.",
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="highlights",
                        to="news.article",
                        verbose_name="bài viết",
                    ),
                ),
                (
                    "category",
                    models.ForeignKey(
                        blank=True,
                        help_text="Để trống nếu nổi bật trên trang chủ.",
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="highlights",
                        to="news.category",
                        verbose_name="trang chuyên mục",
                    ),
                ),
            ],
            options={
                "verbose_name": "tin nổi bật",
                "verbose_name_plural": "tin nổi bật",
                "ordering": ["order", "pk"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("article", "category"),
                        name="news_highlight_once_a_category",
                        violation_error_message="Bài này đã nổi bật ở chuyên mục ấy.",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("category", None)),
                        fields=("article",),
                        name="news_highlight_once_at_home",
                        violation_error_message="Bài này đã nổi bật ở trang chủ.",
                    ),
                ],
            },
        ),
    ]
