import django.core.serializers.json
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import publishing.models.states


class Migration(migrations.Migration):
    replaces = [
        ("publishing", "0001_initial"),
        ("publishing", "0010_presence_and_revision_names"),
        ("publishing", "0050_record_says_from_where"),
        ("publishing", "0051_fold_the_record"),
        ("publishing", "0052_index_the_record"),
        ("publishing", "0053_note"),
    ]
    initial = True
    dependencies = [
        ("contenttypes", "0002_remove_content_type_name"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Event",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=40, verbose_name="việc")),
                ("object_id", models.PositiveBigIntegerField(blank=True, null=True, verbose_name="mã số")),
                ("thing_text", models.CharField(blank=True, max_length=300, verbose_name="nội dung")),
                ("by_text", models.CharField(blank=True, max_length=200, verbose_name="tên người làm")),
                (
                    "before",
                    models.JSONField(
                        blank=True,
                        encoder=django.core.serializers.json.DjangoJSONEncoder,
                        null=True,
                        verbose_name="trước",
                    ),
                ),
                (
                    "after",
                    models.JSONField(
                        blank=True,
                        encoder=django.core.serializers.json.DjangoJSONEncoder,
                        null=True,
                        verbose_name="sau",
                    ),
                ),
                ("note", models.TextField(blank=True, verbose_name="ghi chú")),
                ("at", models.DateTimeField(auto_now_add=True, verbose_name="lúc")),
                ("address", models.CharField(blank=True, max_length=64, verbose_name="từ địa chỉ")),
                ("user_agent", models.CharField(blank=True, max_length=200, verbose_name="trình duyệt")),
                ("folded", models.TextField(blank=True, default="", editable=False)),
                (
                    "by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="người làm",
                    ),
                ),
                (
                    "content_type",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        to="contenttypes.contenttype",
                        verbose_name="loại",
                    ),
                ),
            ],
            options={
                "verbose_name": "việc đã làm",
                "verbose_name_plural": "nhật ký",
                "permissions": [
                    ("submit", "Gửi duyệt"),
                    ("review", "Duyệt hoặc trả lại"),
                    ("publish", "Đăng, hẹn giờ, gỡ"),
                    ("force", "Đăng thẳng bài của chính mình"),
                ],
                "base_manager_name": "objects",
                "default_permissions": ("view",),
                "indexes": [
                    models.Index(fields=["content_type", "object_id", "-id"], name="publishing_event_newest"),
                    models.Index(fields=["-at", "-id"], name="publishing_event_at"),
                    models.Index(fields=["by", "-at", "-id"], name="publishing_event_by"),
                    models.Index(fields=["name", "-at", "-id"], name="publishing_event_name"),
                    models.Index(fields=["content_type", "-at", "-id"], name="publishing_event_kind"),
                ],
            },
        ),
        migrations.CreateModel(
            name="Note",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("object_id", models.PositiveBigIntegerField(verbose_name="mã số")),
                ("text", models.TextField(max_length=2000, verbose_name="ghi chú")),
                ("by_text", models.CharField(max_length=200, verbose_name="tên người viết")),
                ("at", models.DateTimeField(auto_now_add=True, verbose_name="lúc")),
                ("resolved_at", models.DateTimeField(null=True, verbose_name="xong lúc")),
                (
                    "by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="người viết",
                    ),
                ),
                (
                    "content_type",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, to="contenttypes.contenttype", verbose_name="loại"
                    ),
                ),
            ],
            options={
                "verbose_name": "ghi chú",
                "verbose_name_plural": "ghi chú",
                "ordering": ["pk"],
                "default_permissions": (),
                "indexes": [models.Index(fields=["content_type", "object_id", "id"], name="publishing_note_thread")],
            },
        ),
        migrations.CreateModel(
            name="Presence",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("object_id", models.PositiveBigIntegerField(verbose_name="mã số")),
                ("since", models.DateTimeField(auto_now_add=True, verbose_name="từ lúc")),
                ("seen_at", models.DateTimeField(verbose_name="thấy lần cuối")),
                (
                    "content_type",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, to="contenttypes.contenttype", verbose_name="loại"
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="người đang mở",
                    ),
                ),
            ],
            options={
                "verbose_name": "người đang mở",
                "verbose_name_plural": "người đang mở",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("content_type", "object_id", "user"), name="publishing_presence_once"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Revision",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("object_id", models.PositiveBigIntegerField(verbose_name="mã số")),
                (
                    "content",
                    models.JSONField(encoder=django.core.serializers.json.DjangoJSONEncoder, verbose_name="nội dung"),
                ),
                ("schema", models.PositiveSmallIntegerField(verbose_name="phiên bản lược đồ")),
                (
                    "state",
                    models.CharField(
                        choices=publishing.models.states.revision_state_choices,
                        max_length=12,
                        verbose_name="trạng thái",
                    ),
                ),
                ("by_text", models.CharField(blank=True, max_length=200, verbose_name="tên người lưu")),
                ("note", models.TextField(blank=True, verbose_name="ghi chú")),
                ("created_at", models.DateTimeField(auto_now_add=True, verbose_name="lưu lúc")),
                ("correction", models.TextField(blank=True, verbose_name="đính chính")),
                ("is_minor", models.BooleanField(default=False, verbose_name="sửa nhỏ")),
                ("names", models.JSONField(default=dict, verbose_name="tên gọi lúc lưu")),
                ("version", models.PositiveIntegerField(default=0, verbose_name="lần ghi")),
                (
                    "by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="người lưu",
                    ),
                ),
                (
                    "content_type",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, to="contenttypes.contenttype", verbose_name="loại"
                    ),
                ),
            ],
            options={
                "verbose_name": "bản lưu",
                "verbose_name_plural": "bản lưu",
                "indexes": [
                    models.Index(fields=["content_type", "object_id", "-id"], name="publishing_revision_newest")
                ],
            },
        ),
    ]
