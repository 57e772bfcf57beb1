"""A query that Django writes once and the database is asked again and again, each time with other values.

For one of many parts that every reader of a page waits for: there, writing it costs more than asking it.
"""

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
    """A QuerySet as it is written for the database, for rows of its model with these columns.

    Columns are fields and annotations; whatever value of it changes must be Given: moments too, so ask for
    `published(at=Given(…))`.
    """

    def __init__(self, queryset, *columns):
        text, self._parameters = queryset.values_list(*columns).query.sql_with_params()
        self._model = queryset.model
        self._text = f"WITH found ({', '.join(columns)}) AS ({text}) SELECT * FROM found"  # noqa: S608 -- Django's text

    def rows(self, **values):
        """Ask for the rows, with a value for each name that is Given; one query."""
        parameters = [self._value(one, values) for one in self._parameters]
        return list(self._model.objects.raw(self._text, parameters))

    @staticmethod
    def _value(parameter, values):
        if not isinstance(parameter, Given):
            return parameter
        return parameter.output_field.get_db_prep_value(values[parameter.name], connection)
