"""From a saved page of the old site to a published article: each page once, in one transaction."""

import datetime as dt
from pathlib import Path

from django.db import IntegrityError, transaction
from django.utils import timezone

from news.models import Article, Author, Category, Source
from portal.legacy.models import LegacyAddress
from portal.legacy.page_parser import OldPage, UnreadablePage, parse
from publishing import workflow
from publishing.models import State
from publishing.richtext import MAX_HTML_BYTES, clean_html, is_blank
from traffic.statistics import set_base
from vietnamese.folding import clean_line, fold, syllables, tone_key

MAX_FILE_BYTES = 5_000_000  # a page saved with its pictures inside is smaller
MAX_ATTEMPTS = 3  # another process may create the same author at the same moment


def read_page(path: Path) -> OldPage:
    """Read and check a saved page; raises UnreadablePage with the reason for what cannot be imported."""
    if path.is_dir():
        raise UnreadablePage("Đây là thư mục; hãy ghi tên các tệp trong đó.")
    if not path.exists():
        raise UnreadablePage("Không có tệp này.")
    if not path.is_file():
        raise UnreadablePage("Đây không phải là một tệp thường.")
    try:
        with path.open("rb") as file:
            data = file.read(MAX_FILE_BYTES + 1)
    except OSError as error:
        raise UnreadablePage(f"Không đọc được tệp, hãy kiểm tra quyền đọc ({error.strerror}).") from None
    if len(data) > MAX_FILE_BYTES:
        raise UnreadablePage(f"Tệp lớn hơn {MAX_FILE_BYTES // 1_000_000} MB, không phải là một trang của trang cũ.")
    page = parse(data, path.name)
    _check(page)
    return page


def _check(page):
    for what, text, field in [
        ("Tiêu đề", page.title, Article._meta.get_field("title")),
        *(("Tên tác giả", name, Author._meta.get_field("name")) for name in page.authors),
        ("Tên nguồn", page.source, Source._meta.get_field("name")),
    ]:
        if len(text) > field.max_length:
            raise UnreadablePage(f"{what} dài {len(text)} ký tự, nhiều nhất là {field.max_length}.")
    if len(page.body.encode()) > MAX_HTML_BYTES:
        raise UnreadablePage(f"Thân bài dài hơn {MAX_HTML_BYTES // 1_000_000} MB.")
    if is_blank(clean_html(page.body)):
        raise UnreadablePage("Thân bài không có gì đọc được.")
    if page.day > timezone.localdate():
        raise UnreadablePage(f"Ngày đăng {page.day:%d/%m/%Y} còn ở phía trước.")


def import_page(page: OldPage, *, category: str) -> Article | None:
    """Publish the page as an article in the category of that name, or return None if it was imported before.

    Author, source and category are found by their names or created. Two processes may import the same page
    at once: the unique fingerprint lets one of them succeed.
    """
    for attempt in range(1, MAX_ATTEMPTS + 1):
        try:
            with transaction.atomic():
                return _publish(page, category)
        except IntegrityError:
            if attempt == MAX_ATTEMPTS:
                raise
    return None


def _publish(page, category):
    if LegacyAddress.objects.filter(fingerprint=page.fingerprint).exists():
        return None
    article = Article(title=page.title, body=page.body, category=_get_or_create_named(Category, category))
    article.source = _get_or_create_named(Source, page.source) if page.source else None
    article.save_row()
    article.authors.set([_get_or_create_named(Author, name) for name in page.authors])
    midnight = timezone.make_aware(dt.datetime.combine(page.day, dt.time.min))
    workflow.place(article, State.PUBLISHED, at=midnight)
    set_base(article, page.views)
    LegacyAddress.objects.create(thing=article, fingerprint=page.fingerprint)
    return article


def _get_or_create_named(model, name):
    """The record of that name, however it is spelt, or a new one; accents count, since Hoa and Hòa are two people."""
    alike = model.objects.filter(folded=fold(clean_line(name))).order_by("pk")
    return next(
        (record for record in alike if _spelling(record.name) == _spelling(name)), None
    ) or model.objects.create(name=name)


def _spelling(name):
    """The part of a spelling that does not depend on case, encoding (NFC, NFD) and the place of the tone mark."""
    return [tone_key(syllable) for syllable in syllables(name)]
