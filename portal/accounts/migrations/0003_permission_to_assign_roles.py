from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0002_initial"),
    ]

    operations = [
        migrations.AlterModelOptions(
            name="user",
            options={
                "permissions": [("assign_roles", "Giao vai trò và chuyên mục phụ trách cho người khác")],
                "verbose_name": "người dùng",
                "verbose_name_plural": "người dùng",
            },
        ),
    ]
