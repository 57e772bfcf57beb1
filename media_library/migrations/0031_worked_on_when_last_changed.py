from django.db import migrations
from django.db.models import F


def take_over(apps, schema_editor):
    apps.get_model("media_library", "Video").objects.update(worked_on_at=F("updated_at"))


class Migration(migrations.Migration):
    dependencies = [("media_library", "0030_desk_edits_and_trash")]

    operations = [migrations.RunPython(take_over, migrations.RunPython.noop, elidable=True)]
