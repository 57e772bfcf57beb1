"""A query that Django writes once and the database is asked again and again, each time with other values.

For those that every reader of a page waits for: there, writing them costs more than asking them.
"""

from copy import copy

from django.db import connection
from django.db.models import Expression


class Given(Expression):
    """`Given("category", BigIntegerField())` in a filter: a value that comes when the query is asked."""

    def __init__(self, name, output_field):
        super().__init__(output_field)
        self.name = name

    def as_sql(self, compiler, connection):
        return "%s", [self]


class Prepared:
    """A QuerySet as it is written for the database.

    Whatever value of it changes must be Given: moments too, so ask for `published(at=Given(…))`.
    """

    def __init__(self, queryset):
        self._queryset = queryset
        self._compiler = queryset.query.get_compiler(connection=connection)  # which stands for that of any thread
        self._text, self._parameters = self._compiler.as_sql()

    def rows(self, **values):
        """Ask for the rows, with a value for each name that is Given; one query, and those of a prefetch."""
        asked = self._queryset.all()
        asked.query = _Written(self._compiler, self._text, [self._value(one, values) for one in self._parameters])
        return list(asked)

    @staticmethod
    def _value(parameter, values):
        if not isinstance(parameter, Given):
            return parameter
        return parameter.output_field.get_db_prep_value(values[parameter.name], connection)


class _Written:
    """Stands in for a QuerySet's query where it is asked: the compiler has nothing left to write."""

    values_select = ()  # rows are whole

    def __init__(self, compiler, text, parameters):
        self._compiler = copy(compiler)  # of its own, since others ask at the same time with other values
        self._compiler.as_sql = lambda: (text, parameters)

    def get_compiler(self, using):
        return self._compiler
