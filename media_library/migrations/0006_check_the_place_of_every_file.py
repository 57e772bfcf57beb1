from django.db import migrations


def check_every_file(apps, schema_editor):
    """So far all files were in the public place."""
    names = {name for [name] in apps.get_model("media_library", "Image").objects.values_list("file")}
    names |= {name for [name] in apps.get_model("media_library", "Video").objects.values_list("file")}
    names |= {name for [name] in apps.get_model("media_library", "Transcoding").objects.values_list("source")}
    check = apps.get_model("media_library", "PlacementCheck")
    check.objects.bulk_create([check(name=name) for name in sorted(names - {""})], batch_size=1000)


class Migration(migrations.Migration):
    dependencies = [("media_library", "0005_two_places_of_files")]

    operations = [migrations.RunPython(check_every_file, migrations.RunPython.noop)]
