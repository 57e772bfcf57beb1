from django.db import migrations


def say_none(apps, schema_editor):
    apps.get_model("legacy", "LegacyAddress").objects.filter(address="").update(address=None)


def say_nothing(apps, schema_editor):
    apps.get_model("legacy", "LegacyAddress").objects.filter(address=None).update(address="")


class Migration(migrations.Migration):
    dependencies = [
        ("legacy", "0002_address_may_be_missing"),
    ]

    operations = [migrations.RunPython(say_none, say_nothing)]
