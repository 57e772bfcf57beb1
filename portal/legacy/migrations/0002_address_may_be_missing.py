from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("legacy", "0001_initial"),
    ]

    operations = [
        migrations.AlterField(
            model_name="legacyaddress",
            name="address",
            field=models.CharField(blank=True, db_index=True, max_length=500, null=True, verbose_name="địa chỉ cũ"),
        ),
    ]
