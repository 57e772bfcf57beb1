from django.db import migrations

MISSING = "khong-co-tep"  # names no file: such a picture is not drawn, such a document answers 404


def name(apps, schema_editor):
    """Keep rows without a file, with their words and uses, as rows whose file is missing; `media check` lists them."""
    for model in ("image", "attachment"):
        apps.get_model("media_library", model).objects.filter(file="").update(file=MISSING)


class Migration(migrations.Migration):
    replaces = [("media_library", "0082_name_files_that_are_missing")]
    dependencies = [("media_library", "0001_squashed")]

    operations = [migrations.RunPython(name, migrations.RunPython.noop)]
