import django.db.models.deletion
import django.db.models.functions.comparison
import django.utils.timezone
from django.db import migrations, models

import publishing.fields
import publishing.models.states


class Migration(migrations.Migration):
    replaces = [
        ("pages", "0001_initial"),
        ("pages", "0002_ways_to_reach_us"),
        ("pages", "0003_page"),
        ("pages", "0004_menu"),
        ("pages", "0005_announcement"),
        ("pages", "0006_desk_index"),
        ("pages", "0007_index_what_comes_down"),
        ("pages", "0020_desk_edits_and_trash"),
        ("pages", "0021_worked_on_when_last_changed"),
        ("pages", "0050_albums_in_the_menu"),
        ("pages", "0051_index_what_lies_on_the_desk"),
    ]
    initial = True
    dependencies = [
        ("media_library", "0001_squashed"),
        ("news", "0001_squashed"),
    ]

    operations = [
        migrations.CreateModel(
            name="Page",
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
                    "order",
                    models.PositiveSmallIntegerField(
                        default=0, help_text="Số nhỏ đứng trước, trong các trang cùng cấp.", verbose_name="thứ tự"
                    ),
                ),
                ("summary", models.TextField(blank=True, max_length=1000, verbose_name="tóm tắt")),
                ("body", models.TextField(blank=True, verbose_name="nội dung")),
                (
                    "path",
                    publishing.fields.CodePointField(
                        editable=False, max_length=504, unique=True, verbose_name="địa chỉ"
                    ),
                ),
                (
                    "position",
                    publishing.fields.CodePointField(
                        db_index=True, editable=False, max_length=504, verbose_name="vị trí"
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
                    "merged_into",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="merged_from",
                        to="pages.page",
                        verbose_name="gộp vào",
                    ),
                ),
                (
                    "parent",
                    models.ForeignKey(
                        blank=True,
                        help_text="Để trống nếu trang ở cấp trên cùng.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="children",
                        to="pages.page",
                        verbose_name="thuộc trang",
                    ),
                ),
            ],
            options={
                "verbose_name": "trang",
                "verbose_name_plural": "trang",
                "ordering": ["position"],
                "abstract": False,
                "indexes": [
                    models.Index(
                        models.OrderBy(models.F("publish_at"), descending=True),
                        models.OrderBy(models.F("id"), descending=True),
                        condition=models.Q(("state", "published")),
                        name="pages_page_newest",
                    ),
                    models.Index(
                        models.F("unpublish_at"),
                        condition=models.Q(("unpublish_at__isnull", False)),
                        name="pages_page_going_down",
                    ),
                    models.Index(
                        condition=models.Q(("edit_state", ""), _negated=True),
                        fields=["edit_state", "worked_on_at"],
                        name="pages_page_edits",
                    ),
                    models.Index(
                        condition=models.Q(("trashed_at__isnull", False)),
                        fields=["trashed_at"],
                        name="pages_page_trash",
                    ),
                    models.Index(
                        condition=models.Q(("trashed_at", None)),
                        fields=["state", "worked_on_at", "trashed_at"],
                        name="pages_page_desk",
                    ),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state__in", ["published", "withdrawn"]), _negated=True),
                            ("publish_at__isnull", False),
                            _connector="OR",
                        ),
                        name="pages_page_out_has_date",
                        violation_error_message="Nội dung đã đăng phải có ngày đăng.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("unpublish_at", None),
                            ("publish_at", None),
                            ("unpublish_at__gt", models.F("publish_at")),
                            _connector="OR",
                        ),
                        name="pages_page_down_after_up",
                        violation_error_message="Chọn thời điểm tự gỡ sau thời điểm đăng.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "withdrawn"), ("withdrawal", "merged"), _negated=True),
                            ("merged_into__isnull", False),
                            _connector="OR",
                        ),
                        name="pages_page_merged_has_target",
                        violation_error_message="Chọn bài mà nội dung này được gộp vào.",
                    ),
                    models.UniqueConstraint(
                        django.db.models.functions.comparison.Coalesce(
                            "parent", 0, output_field=models.BigIntegerField()
                        ),
                        models.F("slug"),
                        name="pages_page_once_a_place",
                        violation_error_message="Ở cấp này đã có một trang mang đường dẫn ấy; hãy đặt đường dẫn khác.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("parent", None), models.Q(("parent", models.F("id")), _negated=True), _connector="OR"
                        ),
                        name="pages_page_not_own_parent",
                        violation_error_message="Một trang không thể thuộc chính nó.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("edit_state", ""), ("state__in", ["published", "withdrawn"]), _connector="OR"
                        ),
                        name="pages_page_edit_of_what_is_out",
                        violation_error_message="Chỉ nội dung đã ra mắt bạn đọc mới có bản sửa để riêng.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("trashed_at", None),
                            models.Q(("state__in", ["published", "withdrawn"]), _negated=True),
                            _connector="OR",
                        ),
                        name="pages_page_trash_never_out",
                        violation_error_message="Nội dung đã đăng chỉ được gỡ, không bỏ vào thùng rác.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="MenuItem",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "title",
                    models.CharField(
                        blank=True,
                        help_text="Để trống thì lấy tên của nơi dẫn đến.",
                        max_length=80,
                        verbose_name="tên hiển thị",
                    ),
                ),
                (
                    "order",
                    models.PositiveSmallIntegerField(
                        default=0, help_text="Số nhỏ đứng trước, trong các mục cùng cấp.", verbose_name="thứ tự"
                    ),
                ),
                (
                    "place",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("home", "Trang chủ"),
                            ("latest", "Tin mới"),
                            ("videos", "Video"),
                            ("albums", "Album ảnh"),
                            ("links", "Liên kết website"),
                            ("site_map", "Sơ đồ trang"),
                            ("search", "Tìm kiếm"),
                        ],
                        max_length=20,
                        verbose_name="nơi trên cổng",
                    ),
                ),
                (
                    "url",
                    models.CharField(
                        blank=True,
                        help_text="Bắt đầu bằng https:// hoặc, nếu là trang của cổng này, bằng một dấu /.",
                        max_length=500,
                        verbose_name="địa chỉ khác",
                    ),
                ),
                (
                    "category",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="news.category",
                        verbose_name="chuyên mục",
                    ),
                ),
                (
                    "parent",
                    models.ForeignKey(
                        blank=True,
                        help_text="Để trống nếu mục ở cấp trên cùng.",
                        limit_choices_to={"parent": None},
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="children",
                        to="pages.menuitem",
                        verbose_name="nằm trong mục",
                    ),
                ),
                (
                    "programme",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="media_library.programme",
                        verbose_name="chuyên đề",
                    ),
                ),
                (
                    "page",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="pages.page",
                        verbose_name="trang",
                    ),
                ),
            ],
            options={
                "verbose_name": "mục trình đơn",
                "verbose_name_plural": "trình đơn",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("category", None), ("page", None), ("programme", None), ("place", ""), ("url", "")
                            ),
                            models.Q(
                                models.Q(("category", None), _negated=True),
                                ("page", None),
                                ("programme", None),
                                ("place", ""),
                                ("url", ""),
                            ),
                            models.Q(
                                ("category", None),
                                models.Q(("page", None), _negated=True),
                                ("programme", None),
                                ("place", ""),
                                ("url", ""),
                            ),
                            models.Q(
                                ("category", None),
                                ("page", None),
                                models.Q(("programme", None), _negated=True),
                                ("place", ""),
                                ("url", ""),
                            ),
                            models.Q(
                                ("category", None),
                                ("page", None),
                                ("programme", None),
                                models.Q(("place", ""), _negated=True),
                                ("url", ""),
                            ),
                            models.Q(
                                ("category", None),
                                ("page", None),
                                ("programme", None),
                                ("place", ""),
                                models.Q(("url", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="pages_menuitem_one_target",
                        violation_error_message="Chọn một nơi dẫn đến mà thôi.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("title", ""), _negated=True),
                            models.Q(
                                ("url", ""),
                                models.Q(
                                    ("category", None),
                                    ("page", None),
                                    ("programme", None),
                                    ("place", ""),
                                    ("url", ""),
                                    _negated=True,
                                ),
                            ),
                            _connector="OR",
                        ),
                        name="pages_menuitem_has_name",
                        violation_error_message="Gõ tên hiển thị: nơi dẫn đến không có tên riêng.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("parent", None),
                            models.Q(
                                ("category", None),
                                ("page", None),
                                ("programme", None),
                                ("place", ""),
                                ("url", ""),
                                _negated=True,
                            ),
                            _connector="OR",
                        ),
                        name="pages_menuitem_below_has_target",
                        violation_error_message="Chọn nơi dẫn đến: chỉ mục ở cấp trên cùng mới có thể để trống.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("url", ""),
                            models.Q(
                                ("url__startswith", "/"),
                                models.Q(("url__startswith", "//"), _negated=True),
                                models.Q(("url__startswith", "/\\"), _negated=True),
                            ),
                            ("url__istartswith", "https://"),
                            ("url__istartswith", "http://"),
                            _connector="OR",
                        ),
                        name="pages_menuitem_own_address",
                        violation_error_message="Gõ địa chỉ bắt đầu bằng https:// hoặc bằng một dấu /.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("parent", None), models.Q(("parent", models.F("id")), _negated=True), _connector="OR"
                        ),
                        name="pages_menuitem_not_own_parent",
                        violation_error_message="Một mục không thể nằm trong chính nó.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="SiteSettings",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "organisation",
                    models.CharField(
                        default="Ủy ban Mặt trận Tổ quốc Việt Nam",
                        help_text="Dòng trên của tên.",
                        max_length=300,
                        verbose_name="tên cơ quan",
                    ),
                ),
                (
                    "province",
                    models.CharField(
                        default="tỉnh", help_text="Dòng dưới, ví dụ “tỉnh …”.", max_length=300, verbose_name="tên tỉnh"
                    ),
                ),
                ("tagline", models.CharField(blank=True, max_length=200, verbose_name="dòng giới thiệu")),
                (
                    "responsible_person",
                    models.CharField(blank=True, max_length=160, verbose_name="người chịu trách nhiệm nội dung"),
                ),
                ("licence", models.CharField(blank=True, max_length=300, verbose_name="giấy phép")),
                ("address_line", models.CharField(blank=True, max_length=300, verbose_name="địa chỉ cơ quan")),
                ("phone", models.CharField(blank=True, max_length=60, verbose_name="điện thoại")),
                ("email", models.EmailField(blank=True, max_length=254, verbose_name="thư điện tử")),
                (
                    "contact_line",
                    models.CharField(
                        blank=True, help_text="Ví dụ “Đường dây nóng: …”.", max_length=300, verbose_name="liên hệ khác"
                    ),
                ),
                ("facebook_url", models.URLField(blank=True, max_length=300, verbose_name="trang Facebook")),
                (
                    "map_url",
                    models.URLField(
                        blank=True,
                        help_text="Trang bản đồ chỉ đường đến cơ quan.",
                        max_length=500,
                        verbose_name="địa chỉ bản đồ",
                    ),
                ),
                (
                    "working_hours",
                    models.CharField(
                        blank=True,
                        help_text="Ví dụ “Thứ Hai đến thứ Sáu, 7 giờ 30 - 17 giờ”.",
                        max_length=200,
                        verbose_name="giờ làm việc",
                    ),
                ),
                ("youtube_url", models.URLField(blank=True, max_length=300, verbose_name="kênh YouTube")),
                ("zalo_url", models.URLField(blank=True, max_length=300, verbose_name="trang Zalo")),
                (
                    "emblem",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="media_library.image",
                        verbose_name="biểu trưng",
                    ),
                ),
            ],
            options={
                "verbose_name": "thông tin cơ quan",
                "verbose_name_plural": "thông tin cơ quan",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("pk", 1)),
                        name="pages_sitesettings_one_record",
                        violation_error_message="Chỉ có một bản thông tin cơ quan.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Announcement",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[("notice", "thông báo"), ("mourning", "chế độ tang lễ"), ("festive", "chào mừng")],
                        default="notice",
                        max_length=10,
                        verbose_name="loại",
                    ),
                ),
                (
                    "text",
                    models.CharField(
                        help_text="Một dòng, hiện ở đầu mọi trang.", max_length=300, verbose_name="nội dung"
                    ),
                ),
                (
                    "url",
                    models.CharField(
                        blank=True,
                        help_text="Có thể để trống. Bắt đầu bằng https:// hoặc, nếu là trang của cổng này, bằng một dấu /.",
                        max_length=500,
                        verbose_name="dẫn đến",
                    ),
                ),
                (
                    "starts_at",
                    models.DateTimeField(
                        default=django.utils.timezone.now, help_text="Giờ Việt Nam.", verbose_name="hiện từ"
                    ),
                ),
                (
                    "ends_at",
                    models.DateTimeField(
                        help_text="Giờ Việt Nam; đến lúc này thì tự thôi hiện.", verbose_name="hiện đến"
                    ),
                ),
                (
                    "image",
                    models.ForeignKey(
                        blank=True,
                        help_text="Chỉ dùng cho loại “chào mừng”; nên là ảnh ngang và hẹp.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="media_library.image",
                        verbose_name="ảnh băng chào mừng",
                    ),
                ),
            ],
            options={
                "verbose_name": "thông báo",
                "verbose_name_plural": "thông báo",
                "ordering": ["-starts_at", "-pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("ends_at__gt", models.F("starts_at"))),
                        name="pages_announcement_ends_after_start",
                        violation_error_message="Chọn thời điểm thôi hiện sau thời điểm bắt đầu hiện.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("url", ""),
                            models.Q(
                                ("url__startswith", "/"),
                                models.Q(("url__startswith", "//"), _negated=True),
                                models.Q(("url__startswith", "/\\"), _negated=True),
                            ),
                            ("url__istartswith", "https://"),
                            ("url__istartswith", "http://"),
                            _connector="OR",
                        ),
                        name="pages_announcement_own_address",
                        violation_error_message="Gõ địa chỉ bắt đầu bằng https:// hoặc bằng một dấu /.",
                    ),
                ],
            },
        ),
    ]
