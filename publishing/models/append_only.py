from django.db import models


class AppendOnlyError(Exception):
    """The record was asked to forget or to change."""


class AppendOnlyQuerySet(models.QuerySet):
    """Rows that are added one by one and read, nothing else; `audit_cut` alone goes past it."""

    def bulk_create(self, *args, **kwargs):
        raise AppendOnlyError("Nhật ký được ghi từng việc một.")

    def update(self, **values):
        raise AppendOnlyError("Nhật ký chỉ được ghi thêm, không được sửa.")

    def delete(self):
        raise AppendOnlyError("Nhật ký chỉ được ghi thêm, không được xóa.")


class AppendOnlyModel(models.Model):
    """A row of the record. A subclass has an AppendOnlyQuerySet as `objects` and as `base_manager_name`."""

    class Meta:
        abstract = True

    def save(self, *args, **kwargs):
        if not self._state.adding:
            raise AppendOnlyError("Nhật ký chỉ được ghi thêm, không được sửa.")
        super().save(*args, **kwargs)

    def delete(self, *args, **kwargs):
        raise AppendOnlyError("Nhật ký chỉ được ghi thêm, không được xóa.")
