from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("legacy", "0003_none_for_no_address"),
    ]

    operations = [
        migrations.AlterField(
            model_name="legacyaddress",
            name="address",
            field=models.CharField(blank=True, max_length=500, null=True, unique=True, verbose_name="địa chỉ cũ"),
        ),
    ]
