import datetime

import django.db.models.deletion
from django.db import migrations, models

import portal.search.fields


class Migration(migrations.Migration):
    replaces = [("search", "0001_initial"), ("search", "0002_entries_by_place_and_tokens"), ("search", "0004_asked")]
    initial = True
    dependencies = [
        ("news", "0001_squashed"),
    ]

    operations = [
        migrations.CreateModel(
            name="Syllable",
            fields=[
                ("text", models.CharField(max_length=40, primary_key=True, serialize=False, verbose_name="âm tiết")),
            ],
            options={
                "verbose_name": "âm tiết trong tiêu đề",
                "verbose_name_plural": "âm tiết trong tiêu đề",
                "default_permissions": (),
            },
        ),
        migrations.CreateModel(
            name="Asked",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("day", models.DateField(verbose_name="ngày")),
                ("words", models.CharField(max_length=500, verbose_name="các từ, bỏ dấu")),
                ("typed", models.CharField(max_length=200, verbose_name="câu tìm")),
                ("times", models.PositiveIntegerField(verbose_name="số lần")),
                ("times_in_vain", models.PositiveIntegerField(verbose_name="số lần không có kết quả")),
            ],
            options={
                "verbose_name": "câu tìm",
                "verbose_name_plural": "bạn đọc tìm gì",
                "default_permissions": ["view"],
                "constraints": [models.UniqueConstraint(fields=("day", "words"), name="search_asked_once_a_day")],
            },
        ),
        migrations.CreateModel(
            name="Entry",
            fields=[
                ("id", models.BigIntegerField(primary_key=True, serialize=False, verbose_name="thứ tự")),
                ("kind", models.CharField(max_length=100, verbose_name="loại")),
                ("thing_id", models.PositiveBigIntegerField(verbose_name="mã")),
                (
                    "publish_at",
                    models.DateTimeField(
                        default=datetime.datetime(1970, 1, 1, 0, 0, tzinfo=datetime.UTC),
                        verbose_name="ngày đăng",
                    ),
                ),
                ("unpublish_at", models.DateTimeField(null=True, verbose_name="tự gỡ lúc")),
                ("address", models.TextField(verbose_name="địa chỉ")),
                ("title", models.TextField(verbose_name="tiêu đề")),
                ("text", models.TextField(verbose_name="văn bản")),
                ("tokens", portal.search.fields.TokensField(default="", verbose_name="từ")),
                (
                    "category",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="news.category",
                        verbose_name="chuyên mục",
                    ),
                ),
            ],
            options={
                "verbose_name": "mục tìm kiếm",
                "verbose_name_plural": "mục tìm kiếm",
                "default_permissions": (),
                "constraints": [models.UniqueConstraint(fields=("kind", "thing_id"), name="search_entry_once_a_thing")],
            },
        ),
    ]
