from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("publishing", "0010_presence_and_revision_names"),
    ]

    operations = [
        migrations.AlterModelOptions(
            name="event",
            options={
                "base_manager_name": "objects",
                "default_permissions": ("view",),
                "permissions": [
                    ("submit", "Gửi duyệt"),
                    ("review", "Duyệt hoặc trả lại"),
                    ("publish", "Đăng, hẹn giờ, gỡ"),
                    ("force", "Đăng thẳng bài của chính mình"),
                ],
                "verbose_name": "việc đã làm",
                "verbose_name_plural": "nhật ký",
            },
        ),
        migrations.AddField(
            model_name="event",
            name="address",
            field=models.CharField(blank=True, max_length=64, verbose_name="từ địa chỉ"),
        ),
        migrations.AddField(
            model_name="event",
            name="user_agent",
            field=models.CharField(blank=True, max_length=200, verbose_name="trình duyệt"),
        ),
        migrations.AddField(
            model_name="event",
            name="folded",
            field=models.TextField(blank=True, default="", editable=False),
        ),
    ]
