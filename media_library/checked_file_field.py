"""Base class of the model fields that check an uploaded file; their limits are in `file_fields`, `image_processing`.

Each file is checked before the storage sees it and gets a random name: the client's file name never
reaches the disk. Forms check in `clean`, code in `save`; both call `clean_upload`.
"""

import logging
import secrets
from contextlib import contextmanager

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models.fields.files import FieldFile
from django.utils import timezone

from publishing.fields import PlainInMigrations

log = logging.getLogger(__name__)
EMPTY_FILE = "Tệp này trống, không có gì bên trong; hãy chọn lại tệp."


@contextmanager
def refusals_logged(what, file):
    """Log a file that is refused within: the expected kind, its size, the sentence; never its name.

    A form may check the same file twice; it is logged once.
    """
    try:
        yield
    except ValidationError as refusal:
        if not getattr(file, "is_logged", False):
            log_refused(what, file.size, refusal)
        file.is_logged = True
        raise


def log_refused(what, size, refusal):
    log.warning("Từ chối %s, %d byte: %s", what, size, refusal.messages[0], extra={"kind": "upload"})


class UploadFormField(forms.FileField):
    """A file chooser that offers the accepted kinds first."""

    def __init__(self, *, accept, **options):
        self.accept = accept
        super().__init__(**options)

    def widget_attrs(self, widget):
        return {**super().widget_attrs(widget), "accept": self.accept}


class CheckedFieldFile(FieldFile):
    def save(self, name, content, *args, **kwargs):
        content = self.field.clean_upload(content)
        self.field.fill_columns(self.instance, content)
        super().save(content.name, content, *args, **kwargs)

    save.alters_data = True


class CheckedFileField(PlainInMigrations, models.FileField):
    """Base class of the fields for uploaded files.

    A subclass defines `clean_upload(file)`, which returns the file to store, named with the extension of its
    content, or raises ValidationError with one sentence; and `fill_columns(instance, file)`, which sets the columns
    that describe the file. Such columns come after the file in the model.
    """

    migrated_as = "django.db.models.FileField"
    attr_class = CheckedFieldFile
    accept = ""

    def clean_upload(self, file):
        raise NotImplementedError

    def fill_columns(self, instance, file):
        pass

    def clean(self, value, model_instance):
        value = super().clean(value, model_instance)
        if not value or getattr(value, "_committed", True):
            return value
        return self.clean_upload(value.file)

    def generate_filename(self, instance, filename):
        """`<upload_to>/<year>/<month>/<random>.<extension>`."""
        extension = filename.rpartition(".")[2]
        return f"{self.upload_to}/{timezone.localdate():%Y/%m}/{secrets.token_hex(12)}.{extension}"

    def formfield(self, **kwargs):
        errors = {"empty": EMPTY_FILE, **kwargs.pop("error_messages", {})}
        options = {"form_class": UploadFormField, "accept": self.accept, "error_messages": errors, **kwargs}
        return super().formfield(**options, max_length=None)
