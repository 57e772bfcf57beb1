"""The one door through which files come in.

A file is checked before the storage sees it and renamed at random: what people call their files never
reaches the disk. Forms meet the check in `clean`, code in `save`; there is no third way in.
"""

import logging
import secrets
from contextlib import contextmanager

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models.fields.files import FieldFile
from django.utils import timezone

log = logging.getLogger(__name__)
EMPTY = "Tệp này trống, không có gì bên trong; hãy chọn lại tệp."


@contextmanager
def refusals_logged(what, file):
    """Write one line for a file that is refused within: what it was to be, its bytes, the sentence; never its name.

    A form may ask twice about the same file.
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
        content = self.field.admit(content)
        self.field.describe(self.instance, content)
        super().save(content.name, content, *args, **kwargs)

    save.alters_data = True


class CheckedFileField(models.FileField):
    """Base of the fields that take files in.

    A subclass answers `admit(file)`: the file as it may be stored, named with the extension of what it
    is, or ValidationError with one sentence; and `describe(instance, file)`, which writes what is known
    of it into the instance. Columns so written come after the file in the model.
    """

    attr_class = CheckedFieldFile
    accept = ""

    def admit(self, file):
        raise NotImplementedError

    def describe(self, instance, file):
        pass

    def clean(self, value, model_instance):
        value = super().clean(value, model_instance)
        if not value or getattr(value, "_committed", True):
            return value
        return self.admit(value.file)

    def generate_filename(self, instance, filename):
        """`<upload_to>/<year>/<month>/<random>.<extension>`."""
        extension = filename.rpartition(".")[2]
        return f"{self.upload_to}/{timezone.localdate():%Y/%m}/{secrets.token_hex(12)}.{extension}"

    def formfield(self, **kwargs):
        errors = {"empty": EMPTY, **kwargs.pop("error_messages", {})}
        options = {"form_class": UploadFormField, "accept": self.accept, "error_messages": errors, **kwargs}
        return super().formfield(**options, max_length=None)

    def deconstruct(self):
        name, _, args, kwargs = super().deconstruct()
        return name, "django.db.models.FileField", args, kwargs
