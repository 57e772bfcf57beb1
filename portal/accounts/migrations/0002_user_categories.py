from django.db import migrations, models


class Migration(migrations.Migration):
    replaces = [("accounts", "0002_initial")]
    initial = True
    dependencies = [
        ("accounts", "0001_squashed"),
        ("news", "0001_squashed"),
    ]

    operations = [
        migrations.AddField(
            model_name="user",
            name="categories",
            field=models.ManyToManyField(
                blank=True,
                help_text="Chỉ được duyệt và đăng trong các chuyên mục này (kể cả chuyên mục con). Để trống: mọi chuyên mục.",
                related_name="+",
                to="news.category",
                verbose_name="chuyên mục phụ trách",
            ),
        ),
    ]
