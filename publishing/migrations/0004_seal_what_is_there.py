from django.db import migrations


class Migration(migrations.Migration):
    """Events that were recorded before there were seals wait for theirs."""

    dependencies = [("publishing", "0003_seal")]

    operations = [
        migrations.RunSQL(
            "INSERT INTO publishing_unsealedevent (event_id) SELECT id FROM publishing_event",
            "DELETE FROM publishing_unsealedevent",
        ),
    ]
