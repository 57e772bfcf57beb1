from django.db import migrations


def newest_of(name):
    """Index the link rows by what they link to, then by article: its newest is found however long it has been silent."""
    index, table = f"news_article_{name}s_newest", f"news_article_{name}s"
    return migrations.RunSQL(
        f"CREATE INDEX {index} ON {table} ({name}_id, article_id DESC)",
        f"DROP INDEX {index}",
    )


class Migration(migrations.Migration):
    replaces = [("news", "0004_index_newest_of_a_tag"), ("news", "0008_index_newest_of_an_author")]
    dependencies = [("news", "0001_squashed")]

    operations = [newest_of("tag"), newest_of("author")]
