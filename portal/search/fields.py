from django.db import models


class TokensField(models.TextField):
    """The set of an entry's tokens, written as words separated by spaces and never read.

    A `tsvector` on PostgreSQL; on SQLite a text that triggers copy to the full-text table and empty. Dumps leave it
    empty: it is written again when the things are loaded, after their entries.
    """

    def db_type(self, connection):
        return "tsvector" if connection.vendor == "postgresql" else super().db_type(connection)

    def get_placeholder(self, value, compiler, connection):
        return "%s::tsvector" if connection.vendor == "postgresql" else "%s"

    def value_to_string(self, obj):
        return ""
