from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("media_library", "0003_require_files"),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name="video",
            name="media_library_video_one_source",
        ),
        migrations.AddConstraint(
            model_name="video",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("vimeo_id", ""), ("youtube_id", "")),
                    models.Q(("file", ""), ("vimeo_id", "")),
                    models.Q(("file", ""), ("youtube_id", "")),
                    _connector="OR",
                ),
                name="media_library_video_one_source",
                violation_error_message="Chọn một nguồn: tệp video, YouTube hoặc Vimeo.",
            ),
        ),
    ]
