import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    replaces = [
        ("legacy", "0001_initial"),
        ("legacy", "0002_address_may_be_missing"),
        ("legacy", "0003_none_for_no_address"),
        ("legacy", "0004_an_address_leads_to_one_thing"),
    ]
    initial = True
    dependencies = [
        ("contenttypes", "0002_remove_content_type_name"),
    ]

    operations = [
        migrations.CreateModel(
            name="LegacyAddress",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("object_id", models.PositiveBigIntegerField(verbose_name="mã số")),
                (
                    "address",
                    models.CharField(blank=True, max_length=500, null=True, unique=True, verbose_name="địa chỉ cũ"),
                ),
                (
                    "fingerprint",
                    models.CharField(blank=True, max_length=64, null=True, unique=True, verbose_name="dấu vân"),
                ),
                ("created_at", models.DateTimeField(auto_now_add=True, verbose_name="ghi lúc")),
                (
                    "content_type",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, to="contenttypes.contenttype", verbose_name="loại"
                    ),
                ),
            ],
            options={
                "verbose_name": "địa chỉ cũ",
                "verbose_name_plural": "địa chỉ cũ",
                "indexes": [models.Index(fields=["content_type", "object_id"], name="legacy_address_thing")],
            },
        ),
    ]
