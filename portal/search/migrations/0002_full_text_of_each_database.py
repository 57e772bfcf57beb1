from django.db import migrations

# Tokens lie outside the row, uncompressed: rows stay small enough to be looked at by the thousand. What is written
# goes into the index at once; a list of what is pending would be read by every search.
POSTGRESQL = """
    ALTER TABLE search_entry SET (toast_tuple_target = 128);
    ALTER TABLE search_entry ALTER tokens SET STORAGE EXTERNAL, ALTER title SET STORAGE MAIN,
        ALTER address SET STORAGE MAIN, ALTER kind SET STORAGE MAIN;
    CREATE INDEX search_entry_tokens ON search_entry USING gin (tokens) WITH (fastupdate = off);
"""
# The index alone, without the text. Entries write their tokens and lose them to it; no row of it outlives its entry.
SQLITE = [
    """
    CREATE VIRTUAL TABLE search_words USING fts5(
        tokens, content='', contentless_delete=1, detail=none, tokenize="ascii tokenchars '_~.@#%='"
    )
    """,
    """
    CREATE TRIGGER search_entry_indexed AFTER INSERT ON search_entry BEGIN
        INSERT INTO search_words(rowid, tokens) VALUES (new.id, new.tokens);
        UPDATE search_entry SET tokens = '' WHERE id = new.id;
    END
    """,
    """
    CREATE TRIGGER search_entry_forgotten AFTER DELETE ON search_entry BEGIN
        DELETE FROM search_words WHERE rowid = old.id;
    END
    """,
]
SQLITE_BACK = [
    "DROP TRIGGER search_entry_indexed",
    "DROP TRIGGER search_entry_forgotten",
    "DROP TABLE search_words",
]


def create(apps, schema_editor):
    for statement in [POSTGRESQL] if schema_editor.connection.vendor == "postgresql" else SQLITE:
        schema_editor.execute(statement, params=None)


def remove(apps, schema_editor):
    is_postgresql = schema_editor.connection.vendor == "postgresql"
    for statement in ["DROP INDEX search_entry_tokens"] if is_postgresql else SQLITE_BACK:
        schema_editor.execute(statement, params=None)


class Migration(migrations.Migration):
    replaces = [("search", "0003_full_text_of_each_database")]
    dependencies = [
        ("search", "0001_squashed"),
    ]

    operations = [migrations.RunPython(create, remove)]
