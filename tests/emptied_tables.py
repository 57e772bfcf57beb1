"""After a test that commits its rows are deleted, and what `migrate` writes for every model is left where it is.

Django truncates every table, though most are empty, and then writes content types and permissions anew.
"""

from django.contrib.auth.models import Permission
from django.contrib.contenttypes.models import ContentType
from django.db import connection, transaction
from django.test import TransactionTestCase


def replace_flush():
    """Do so from now on; to be called when the tables have just been made."""
    flush, written = TransactionTestCase._fixture_teardown, _written_by_migrate()

    def empty(test_case):
        if _written_by_migrate() == written:
            _delete_rows()
        else:  # a test has changed it
            flush(test_case)

    TransactionTestCase._fixture_teardown = empty


def _written_by_migrate():
    permissions = Permission.objects.values_list("content_type__app_label", "content_type__model", "codename", "name")
    return set(ContentType.objects.values_list("app_label", "model")), set(permissions.order_by())


def _delete_rows():
    kept = {ContentType._meta.db_table, Permission._meta.db_table, "django_migrations"}
    tables = set(connection.introspection.django_table_names(include_views=False)) - kept
    ask = [f"SELECT '{table}' WHERE EXISTS (SELECT 1 FROM {table})" for table in tables]  # noqa: S608 -- our own names
    with transaction.atomic(), connection.cursor() as cursor:  # which checks the foreign keys at its end
        cursor.execute(" UNION ALL ".join(ask))
        for [table] in cursor.fetchall():
            cursor.execute(f"DELETE FROM {table}")  # noqa: S608
