"""A query whose SQL is compiled once and executed many times with other parameter values.

For queries that every reader of a page waits for: there, compiling them costs more than executing them.
"""

from copy import copy

from django.db import connection
from django.db.models import Expression


class Param(Expression):
    """`Param("category", BigIntegerField())` in a filter: a value that is given when the query is executed."""

    def __init__(self, name, output_field):
        super().__init__(output_field)
        self.name = name

    def as_sql(self, compiler, connection):
        return "%s", [self]


class CompiledQuery:
    """A QuerySet with its compiled SQL.

    Every value that changes must be a Param: moments too, so use `published(at=Param(…))`.
    """

    def __init__(self, queryset):
        self._queryset = queryset
        self._compiler = queryset.query.get_compiler(connection=connection)  # of the current thread
        self._text, self._parameters = self._compiler.as_sql()

    def rows(self, **values):
        """Fetch the rows, with a value for each Param by its name; one query, and those of a prefetch."""
        asked = self._queryset.all()
        asked.query = _CompiledSQL(self._compiler, self._text, [self._value(one, values) for one in self._parameters])
        return list(asked)

    @staticmethod
    def _value(parameter, values):
        if not isinstance(parameter, Param):
            return parameter
        return parameter.output_field.get_db_prep_value(values[parameter.name], connection)


class _CompiledSQL:
    """Replaces QuerySet.query when the rows are fetched: its compiler returns the SQL that was compiled before."""

    values_select = ()  # rows are model instances

    def __init__(self, compiler, text, parameters):
        self._compiler = copy(compiler)  # a copy, since other threads execute it at the same time with other values
        self._compiler.as_sql = lambda: (text, parameters)

    def get_compiler(self, using):
        return self._compiler
