import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("media_library", "0050_album"),
    ]

    operations = [
        migrations.AlterField(
            model_name="mention",
            name="image",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="mentions",
                to="media_library.image",
                verbose_name="ảnh",
            ),
        ),
        migrations.AddField(
            model_name="mention",
            name="album",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="mentions",
                to="media_library.album",
                verbose_name="album ảnh",
            ),
        ),
        migrations.AddConstraint(
            model_name="mention",
            constraint=models.UniqueConstraint(fields=("album", "revision"), name="media_library_mention_album_once"),
        ),
        migrations.AddConstraint(
            model_name="mention",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("album__isnull", False), ("image__isnull", True)),
                    models.Q(("album__isnull", True), ("image__isnull", False)),
                    _connector="OR",
                ),
                name="media_library_mention_of_one",
                violation_error_message="Một lần nhắc đến là của một ảnh hoặc của một album.",
            ),
        ),
    ]
