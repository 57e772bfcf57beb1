from django.db import migrations


class Migration(migrations.Migration):
    """The link rows of a tag by article, so that the newest of a tag is found however long it has been silent."""

    dependencies = [("news", "0003_highlight")]

    operations = [
        migrations.RunSQL(
            "CREATE INDEX news_article_tags_newest ON news_article_tags (tag_id, article_id DESC)",
            "DROP INDEX news_article_tags_newest",
        )
    ]
