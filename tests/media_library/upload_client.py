"""Films on their way in: whoever sends one, a chunk at a time."""

import re

from django.urls import reverse

from tests.media_library import samples

UPLOAD = reverse("admin:media_library_video_upload")
FILM = samples.mp4()


def part(number):
    return reverse("admin:media_library_video_upload_part", args=[number])


def begin(client, content=FILM, **said):
    """The server's answer to a film that is about to come."""
    said = {"name": "Số tháng Chín.mp4", "size": len(content), "key": "1-a", **said}
    return client.post(UPLOAD, said)


def begun(client, content=FILM, **said):
    """The id of an upload that was begun."""
    return begin(client, content, **said).json()["id"]


def send(client, number, offset, chunk, **headers):
    headers = {"upload-offset": str(offset), **headers}
    return client.patch(part(number), chunk, content_type="application/offset+octet-stream", headers=headers)


def sent(client, content=FILM, **said):
    """The id of an upload of which all bytes have come."""
    number = begun(client, content, **said)
    send(client, number, 0, content)
    return number


def kept_in(answer):
    """The upload that the form names when it is shown again."""
    return re.search('name="file-upload" value="([0-9a-f]*)"', answer.content.decode())[1]


def errors(answer):
    return answer.context["adminform"].form.errors
