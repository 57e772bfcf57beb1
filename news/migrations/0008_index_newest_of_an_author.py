from django.db import migrations


class Migration(migrations.Migration):
    """The link rows of an author by article, as those of a tag."""

    dependencies = [("news", "0007_index_newest_of_a_source")]

    operations = [
        migrations.RunSQL(
            "CREATE INDEX news_article_authors_newest ON news_article_authors (author_id, article_id DESC)",
            "DROP INDEX news_article_authors_newest",
        )
    ]
