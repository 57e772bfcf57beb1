import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    replaces = [("publishing", "0054_submission")]
    dependencies = [
        ("publishing", "0001_squashed"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Submission",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("token", models.CharField(max_length=40, verbose_name="mã biểu mẫu")),
                ("digest", models.CharField(max_length=64, verbose_name="dấu của nội dung gửi")),
                ("object_id", models.PositiveBigIntegerField(null=True, verbose_name="mã số")),
                ("version", models.PositiveIntegerField(null=True, verbose_name="phiên bản đã lưu")),
                ("address", models.CharField(max_length=1000, verbose_name="dẫn đến")),
                ("at", models.DateTimeField(auto_now_add=True, db_index=True, verbose_name="lúc")),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="người gửi",
                    ),
                ),
            ],
            options={
                "verbose_name": "biểu mẫu đã gửi",
                "verbose_name_plural": "biểu mẫu đã gửi",
                "default_permissions": (),
                "constraints": [models.UniqueConstraint(fields=("token", "user"), name="publishing_submission_once")],
            },
        ),
    ]
