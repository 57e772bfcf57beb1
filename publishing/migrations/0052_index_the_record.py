from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("contenttypes", "0002_remove_content_type_name"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ("publishing", "0051_fold_the_record"),
    ]

    operations = [
        migrations.AddIndex(
            model_name="event",
            index=models.Index(fields=["-at", "-id"], name="publishing_event_at"),
        ),
        migrations.AddIndex(
            model_name="event",
            index=models.Index(fields=["by", "-at", "-id"], name="publishing_event_by"),
        ),
        migrations.AddIndex(
            model_name="event",
            index=models.Index(fields=["name", "-at", "-id"], name="publishing_event_name"),
        ),
        migrations.AddIndex(
            model_name="event",
            index=models.Index(fields=["content_type", "-at", "-id"], name="publishing_event_kind"),
        ),
    ]
