import django.db.models.deletion
from django.db import migrations, models

import publishing.fields


class Migration(migrations.Migration):
    replaces = [("links", "0001_initial"), ("links", "0002_sort_keys_by_code_point")]
    initial = True
    dependencies = []

    operations = [
        migrations.CreateModel(
            name="LinkGroup",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=120, unique=True, verbose_name="tên nhóm")),
                ("order", models.PositiveSmallIntegerField(default=0, verbose_name="thứ tự")),
                (
                    "sort_key",
                    publishing.fields.CodePointField(
                        blank=True, db_index=True, default="", editable=False, max_length=700
                    ),
                ),
            ],
            options={
                "verbose_name": "nhóm liên kết",
                "verbose_name_plural": "nhóm liên kết",
                "ordering": ["order", "sort_key"],
            },
        ),
        migrations.CreateModel(
            name="Link",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("title", models.CharField(max_length=160, verbose_name="tên cơ quan")),
                ("url", models.URLField(max_length=500, verbose_name="địa chỉ")),
                ("order", models.PositiveSmallIntegerField(default=0, verbose_name="thứ tự")),
                ("is_active", models.BooleanField(default=True, verbose_name="đang hiện")),
                ("folded", models.TextField(blank=True, default="", editable=False)),
                (
                    "sort_key",
                    publishing.fields.CodePointField(
                        blank=True, db_index=True, default="", editable=False, max_length=700
                    ),
                ),
                (
                    "group",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="links",
                        to="links.linkgroup",
                        verbose_name="nhóm",
                    ),
                ),
            ],
            options={
                "verbose_name": "liên kết",
                "verbose_name_plural": "liên kết website",
                "ordering": ["group", "order", "sort_key"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("group", "url"),
                        name="links_link_once_a_group",
                        violation_error_message="Địa chỉ này đã có trong nhóm.",
                    )
                ],
            },
        ),
    ]
