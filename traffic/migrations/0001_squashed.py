import django.db.models.expressions
from django.db import migrations, models


class Migration(migrations.Migration):
    replaces = [("traffic", "0001_initial"), ("traffic", "0002_rank_by_day"), ("traffic", "0003_taken_down")]
    initial = True
    dependencies = []

    operations = [
        migrations.CreateModel(
            name="TakenDown",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("address", models.TextField(verbose_name="địa chỉ")),
                ("at", models.DateTimeField(auto_now_add=True, db_index=True, verbose_name="lúc")),
            ],
            options={
                "verbose_name": "địa chỉ đã gỡ",
                "verbose_name_plural": "địa chỉ đã gỡ",
                "default_permissions": (),
            },
        ),
        migrations.CreateModel(
            name="TallyMark",
            fields=[
                ("tally", models.CharField(max_length=32, primary_key=True, serialize=False, verbose_name="sổ đếm")),
                ("turn", models.PositiveBigIntegerField(default=0, verbose_name="lượt ghi")),
                ("written_at", models.DateTimeField(auto_now=True, verbose_name="ghi lúc")),
            ],
            options={
                "verbose_name": "dấu sổ đếm",
                "verbose_name_plural": "dấu sổ đếm",
                "default_permissions": (),
            },
        ),
        migrations.CreateModel(
            name="DailyViews",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("kind", models.CharField(max_length=12, verbose_name="loại")),
                ("thing_id", models.PositiveBigIntegerField(verbose_name="mã")),
                ("day", models.DateField(verbose_name="ngày")),
                ("count", models.PositiveBigIntegerField(verbose_name="lượt xem")),
            ],
            options={
                "verbose_name": "lượt xem theo ngày",
                "verbose_name_plural": "lượt xem theo ngày",
                "default_permissions": (),
                "indexes": [models.Index(fields=["kind", "day", "-count"], name="most_read_of_a_day")],
                "constraints": [models.UniqueConstraint(fields=("kind", "thing_id", "day"), name="one_count_a_day")],
            },
        ),
        migrations.CreateModel(
            name="Generation",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("step", models.PositiveBigIntegerField(default=1, verbose_name="bước")),
            ],
            options={
                "verbose_name": "thế hệ trang",
                "verbose_name_plural": "thế hệ trang",
                "default_permissions": (),
                "constraints": [models.CheckConstraint(condition=models.Q(("step__gt", 0)), name="a_step_moves_on")],
            },
        ),
        migrations.CreateModel(
            name="ViewTotal",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("kind", models.CharField(max_length=12, verbose_name="loại")),
                ("thing_id", models.PositiveBigIntegerField(verbose_name="mã")),
                ("base", models.PositiveBigIntegerField(default=0, verbose_name="lượt xem ở trang cũ")),
                ("total", models.PositiveBigIntegerField(default=0, verbose_name="lượt xem")),
            ],
            options={
                "verbose_name": "tổng lượt xem",
                "verbose_name_plural": "tổng lượt xem",
                "default_permissions": (),
                "indexes": [
                    models.Index(
                        models.F("kind"),
                        models.OrderBy(
                            django.db.models.expressions.CombinedExpression(models.F("base"), "+", models.F("total")),
                            descending=True,
                        ),
                        name="most_read_ever",
                    )
                ],
                "constraints": [models.UniqueConstraint(fields=("kind", "thing_id"), name="one_total_a_thing")],
            },
        ),
    ]
