from django.db import migrations


def fill(apps, schema_editor):
    """Read every saved text once; what is saved from now on keeps its own."""
    from django.apps import apps as living

    from media_library.mentions import named_in

    mentions = apps.get_model("media_library.Mention").objects
    known = set(apps.get_model("media_library.Image").objects.values_list("pk", flat=True))
    for revision in apps.get_model("publishing.Revision").objects.select_related("content_type").iterator():
        kind = revision.content_type
        model = living.all_models[kind.app_label].get(kind.model)
        pks = named_in(revision.content, model) & known
        mentions.bulk_create([mentions.model(revision=revision, image_id=pk) for pk in pks])


class Migration(migrations.Migration):
    dependencies = [("media_library", "0007_mentions"), ("contenttypes", "0002_remove_content_type_name")]

    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]
