from django.db import migrations

from vietnamese.folding import fold

FOLDED = ("thing_text", "by_text", "note")


def fold_events(apps, schema_editor):
    events = apps.get_model("publishing", "Event").objects
    for event in events.filter(folded="").only(*FOLDED).iterator(chunk_size=2000):
        folded = "\n".join([*(fold(getattr(event, name)) for name in FOLDED), ""])
        events.filter(pk=event.pk).update(folded=folded)


class Migration(migrations.Migration):
    dependencies = [
        ("publishing", "0050_record_says_from_where"),
    ]

    operations = [migrations.RunPython(fold_events, migrations.RunPython.noop)]
