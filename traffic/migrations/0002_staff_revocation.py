from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("traffic", "0001_squashed"),
    ]

    operations = [
        migrations.CreateModel(
            name="StaffRevocation",
            fields=[
                ("user_id", models.BigIntegerField(primary_key=True, serialize=False, verbose_name="mã người dùng")),
                ("at", models.DateTimeField(verbose_name="lúc")),
            ],
            options={
                "verbose_name": "cookie nhân viên đã hủy",
                "verbose_name_plural": "cookie nhân viên đã hủy",
                "default_permissions": (),
            },
        ),
    ]
