from django.db import models


class TokensField(models.TextField):
    """The set of an entry's tokens, written as words with spaces between and never read.

    A `tsvector` on PostgreSQL; on SQLite a text that triggers hand to the full text and empty. Dumps leave it empty:
    the things loaded after their entries make it anew.
    """

    def db_type(self, connection):
        return "tsvector" if connection.vendor == "postgresql" else super().db_type(connection)

    def get_placeholder(self, value, compiler, connection):
        return "%s::tsvector" if connection.vendor == "postgresql" else "%s"

    def value_to_string(self, obj):
        return ""
