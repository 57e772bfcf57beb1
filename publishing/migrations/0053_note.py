import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("contenttypes", "0002_remove_content_type_name"),
        ("publishing", "0052_index_the_record"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
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
    ]
