"""Documents and videos as they come in: known by their content, whatever their name says."""

from django.core.exceptions import ValidationError

from media_library.uploads import CheckedFileField


class AttachmentField(CheckedFileField):
    """A document to download."""

    def admit(self, file):
        file.seek(0)
        if file.read(5) != b"%PDF-":
            raise ValidationError("Tệp không đúng.")
        file.seek(0)
        file.name = "tep.pdf"
        return file

    def describe(self, instance, file):
        instance.size, instance.kind = file.size, file.name.rpartition(".")[2]


class VideoFileField(CheckedFileField):
    """A video the browsers play."""

    def admit(self, file):
        file.name = "video.mp4"
        return file
