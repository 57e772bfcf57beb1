"""Valid things that readers see, made in one call: `make_article(title="…")`.

Nothing here is of pytest; outside checks use it too. Every field can be given; what is not is filled with
something valid and public.
"""

from datetime import timedelta
from functools import cache
from io import BytesIO
from itertools import count

from django.contrib.auth.hashers import make_password
from django.contrib.auth.models import Permission
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.utils import timezone
from PIL import Image as Picture

from media_library.file_fields import document_kind
from media_library.models import Album, Attachment, Image, Programme, Video
from news.models import Article, Author, Category, Highlight, Source, Tag
from portal.accounts.models import User
from portal.links.models import Link, LinkGroup
from portal.outbox.models import Letter
from portal.pages.models import Announcement, MenuItem, Page, SiteSettings
from publishing import workflow
from publishing.models import State

_numbers = count(1)
_UNSEEN = {State.DRAFT, State.IN_REVIEW, State.APPROVED}
PASSWORD = "mat-khau-thu-nghiem"
PDF = (
    b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
    b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>endobj\ntrailer<</Root 1 0 R/Size 4>>\n%%EOF\n"
)


def make_user(*permissions, **fields):
    """A member of staff with the permissions named as `app.codename`; the password is `PASSWORD`."""
    fields = {"username": f"nguoi-dung-{next(_numbers)}", "is_staff": True, **fields}
    groups, categories = fields.pop("groups", ()), fields.pop("categories", ())
    user = User.objects.create(password=_hashed(fields.pop("password", PASSWORD)), **fields)
    for name in permissions:
        app, _, codename = name.partition(".")
        user.user_permissions.add(Permission.objects.get(content_type__app_label=app, codename=codename))
    user.groups.set(groups)
    user.categories.set(categories)
    return user


def make_category(**fields):
    return Category.objects.create(**{"name": f"Chuyên mục {next(_numbers)}", **fields})


def make_tag(**fields):
    return Tag.objects.create(**{"name": f"Thẻ {next(_numbers)}", **fields})


def make_author(**fields):
    return Author.objects.create(**{"name": f"Nguyễn Văn An {next(_numbers)}", **fields})


def make_source(**fields):
    return Source.objects.create(**{"name": f"Nguồn {next(_numbers)}", **fields})


def make_article(**fields):
    """An article that is out; `state` and `publish_at` put it elsewhere."""
    relations = _take(fields, "authors", "tags", "attachments", "related")
    fields = {"title": f"Bài viết {next(_numbers)}", "body": "<p>Nội dung bài viết.</p>", **fields}
    if "category" not in fields and "category_id" not in fields:
        fields["category"] = make_category()
    return _place(Article, fields, relations)


def make_highlight(**fields):
    """An article at the top of the home page, or of the category given."""
    if "article" not in fields:
        fields["article"] = make_article()
    return Highlight.objects.create(**fields)


def make_programme(**fields):
    return Programme.objects.create(**{"name": f"Chuyên đề {next(_numbers)}", **fields})


def make_video(**fields):
    """A segment that is out, of no programme unless one is given."""
    relations = _take(fields, "attachments")
    fields = {"title": f"Video {next(_numbers)}", **fields}
    if not fields.keys() & {"file", "youtube_id", "vimeo_id"}:
        fields["youtube_id"] = "dQw4w9WgXcQ"
    return _place(Video, fields, relations)


def make_album(**fields):
    """An album that is out, with one picture unless some are given."""
    relations = _take(fields, "pictures")
    fields = {"title": f"Album {next(_numbers)}", **fields}
    return _place(Album, fields, relations or {"pictures": [make_image()]})


def make_image(**fields):
    """A picture of the library, a plain one of 64x36 points unless a file is given; its files are public."""
    if "file" not in fields:
        fields["file"] = ContentFile(picture_bytes(), name="anh.png")
    image = Image.objects.create(**{"title": f"Ảnh {next(_numbers)}", **fields})
    default_storage.bring(image.file.name, aside=False)  # until it is checked, after something that uses it changes
    default_storage.clear(image.file.name, aside=True)
    return image


def lose(image):
    """Take a picture away from under the texts that name it, as a copy put back in part may have done."""
    image.mentions.all().delete()
    image.delete()


def make_attachment(**fields):
    """A file of the library, a PDF of one empty page unless another is given."""
    if "file" not in fields:
        fields["file"] = _checked_pdf()
    return Attachment.objects.create(**{"title": f"Tệp {next(_numbers)}", **fields})


def _checked_pdf():
    """It has been checked, as a form does; by the program that looks into documents once in a process."""
    pdf = ContentFile(PDF, name=f"tep.{_kind_of_pdf()}")
    pdf.refusal = None
    return pdf


@cache
def _kind_of_pdf():
    return document_kind(ContentFile(PDF))


def make_link_group(**fields):
    return LinkGroup.objects.create(**{"name": f"Nhóm {next(_numbers)}", **fields})


def make_link(**fields):
    number = next(_numbers)
    if "group" not in fields:
        fields["group"] = make_link_group()
    return Link.objects.create(**{"title": f"Cơ quan {number}", "url": f"https://co-quan-{number}.vn/", **fields})


def make_settings(**fields):
    return SiteSettings.objects.update_or_create(pk=1, defaults={"province": "tỉnh Sông Hồng", **fields})[0]


def make_page(**fields):
    """A page at the top of the tree that is out; `state` and `publish_at` put it elsewhere."""
    return _place(Page, {"title": f"Trang {next(_numbers)}", "body": "<p>Nội dung trang.</p>", **fields}, {})


def make_menu_item(**fields):
    """An item of the menu's upper level that leads home, unless another target is given."""
    if not fields.keys() & {"category", "page", "programme", "place", "url"}:
        fields["place"] = "home"
    return MenuItem.objects.create(**{"title": f"Mục {next(_numbers)}", **fields})


def make_announcement(**fields):
    """A notice shown since an hour ago and for a day."""
    now = timezone.now()
    times = {"starts_at": now - timedelta(hours=1), "ends_at": now + timedelta(days=1)}
    return Announcement.objects.create(**{"text": f"Thông báo {next(_numbers)}", **times, **fields})


def make_letter(**fields):
    """A letter that is due."""
    own = {"to": "an@example.vn", "subject": "Thư", "text": "Nội dung", "message_id": f"<{next(_numbers)}@example.vn>"}
    return Letter.objects.create(**{**own, **fields})


def picture_bytes(width=64, height=36, kind="PNG", **options):
    """A plain picture as a file's bytes."""
    file = BytesIO()
    Picture.new("RGB", (width, height), "#a8121c").save(file, kind, **options)
    return file.getvalue()


@cache
def _hashed(password):
    """Hashing is slow on purpose; once is enough for a password of the tests."""
    return make_password(password)


def _place(model, fields, relations):
    state = State(fields.pop("state", State.PUBLISHED))
    at = fields.pop("publish_at", None if state in _UNSEEN else timezone.now())
    thing = model(**fields, publish_at=at)
    thing.save_row()
    for name, things in relations.items():
        getattr(thing, name).set(things)
    return workflow.place(thing, state, at=at)


def _take(fields, *names):
    return {name: fields.pop(name) for name in names if name in fields}
