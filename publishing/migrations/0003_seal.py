from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("publishing", "0002_submission"),
    ]

    operations = [
        migrations.CreateModel(
            name="Seal",
            fields=[
                ("number", models.PositiveBigIntegerField(primary_key=True, serialize=False, verbose_name="số")),
                (
                    "kind",
                    models.CharField(
                        choices=[("batch", "niêm phong"), ("cut", "cắt bớt")], max_length=10, verbose_name="loại"
                    ),
                ),
                ("sealed_at", models.DateTimeField(verbose_name="lúc")),
                ("is_complete", models.BooleanField(verbose_name="không để lại việc nào chờ")),
                ("previous", models.CharField(max_length=64, verbose_name="mã của niêm phong trước")),
                ("digest", models.CharField(max_length=64, verbose_name="mã")),
                ("text", models.TextField(verbose_name="nội dung")),
            ],
            options={
                "verbose_name": "niêm phong nhật ký",
                "verbose_name_plural": "niêm phong nhật ký",
                "default_permissions": (),
                "base_manager_name": "objects",
            },
        ),
        migrations.CreateModel(
            name="UnsealedEvent",
            fields=[
                ("event_id", models.PositiveBigIntegerField(primary_key=True, serialize=False, verbose_name="việc")),
            ],
            options={
                "verbose_name": "việc chờ niêm phong",
                "verbose_name_plural": "việc chờ niêm phong",
                "default_permissions": (),
            },
        ),
    ]
