from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("media_library", "0070_files_on_segments")]

    operations = [
        migrations.AddField(
            model_name="video",
            name="chapters",
            field=models.TextField(
                blank=True,
                default="",
                help_text="Mỗi dòng một chương: phút:giây rồi tên, ví dụ 01:12 Lời chào.",
                verbose_name="các chương",
            ),
        ),
    ]
