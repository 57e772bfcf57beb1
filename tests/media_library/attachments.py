"""Things with files, and requests for these files."""

from django.core.files.base import ContentFile

from tests.factories import make_article, make_attachment
from tests.media_library import samples


def body(response):
    return b"".join(response.streaming_content)


def ask(client, file, path="", **headers):
    """The answer at a file's address, read to its end."""
    response = client.get(path or file.get_absolute_url(), headers=headers)
    response.sent = body(response) if response.streaming else response.content
    return response


def carried(make=make_article, *, title="Kế hoạch số 12", content=samples.PDF, **fields):
    """The file that a new thing carries."""
    file = make_attachment(title=title, file=ContentFile(content, name="tep.pdf"))
    make(attachments=[file], **fields)
    return file
