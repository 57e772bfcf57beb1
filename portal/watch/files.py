"""Whether files are as they were: those of the release by its manifest, stored ones by what a run has first read.

The manifest is made by `scripts/release_manifest.py` when a release is built, and should lie where the portal's own
user cannot write; `RELEASE_MANIFEST` names it. Stored files, renditions and qualities too, never change under their
name, so their digests are kept in the database. A run reads so many of them, the longest unread first.
"""

import gzip
import hashlib
from itertools import islice
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles.finders import find
from django.contrib.staticfiles.storage import staticfiles_storage
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.utils import timezone

from media_library.storage_check import referenced_files
from portal.watch.findings import Found
from portal.watch.models import KnownFile

MAX_BYTES_A_RUN = 2 * 2**30
MAX_FILES_A_RUN = 5_000
BLOCK_BYTES = 2**20
CODE = (".py", ".html", ".js", ".css", ".mo", ".svg")  # of these a release has no others than its manifest names
FILES_AT_A_TIME = 500


def digest(file):
    found = hashlib.sha256()
    while block := file.read(BLOCK_BYTES):
        found.update(block)
    return found.hexdigest()


# The release


def changed_release_files():
    """Files of the release that differ from the manifest, are gone, or have come; nothing without a manifest."""
    if not settings.RELEASE_MANIFEST:
        return
    try:
        lines = Path(settings.RELEASE_MANIFEST).read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError):
        yield Found("release", "không đọc được bảng kê tệp của bản phát hành.", place=settings.RELEASE_MANIFEST)
        return
    listed = {name: sha256 for sha256, _, name in (line.partition("  ") for line in lines)}
    for name, sha256 in listed.items():
        if now := _differs(settings.BASE_DIR / name, sha256):
            yield Found("release", now, place=name)
    for name in sorted(_code_files(listed) - listed.keys()):
        yield Found("release", "không có trong bảng kê tệp của bản phát hành.", place=name)


def _differs(path, sha256):
    try:
        with path.open("rb") as file:
            return "" if digest(file) == sha256 else "khác với bảng kê tệp của bản phát hành."
    except OSError:
        return "có trong bảng kê tệp của bản phát hành mà không đọc được."


def _code_files(listed):
    """What lies in the folders of the release and could be run or shown, as the manifest would name it."""
    folders = {Path(name).parts[0] for name in listed if "/" in name}
    files = (path for folder in folders for path in (settings.BASE_DIR / folder).rglob("*") if path.suffix in CODE)
    return {path.relative_to(settings.BASE_DIR).as_posix() for path in files}


def changed_static_files():
    """Collected files, also compressed ones, that are not what was collected: browsers get these, not the release's."""
    for plain, stored in sorted(staticfiles_storage.hashed_files.items()):
        if not all(_is_as_collected(plain, stored)):
            yield Found("release", "tệp tĩnh đã chép khác với lúc chép.", place=f"static/{plain}")


def _is_as_collected(plain, stored):
    path, copied = Path(settings.STATIC_ROOT) / stored, Path(settings.STATIC_ROOT) / plain
    try:
        content = path.read_bytes()
        yield staticfiles_storage.file_hash(stored, ContentFile(content)) in path.name.split(".")
        for each, wanted in ((path, content), (copied, copied.read_bytes())):
            compressed = each.with_name(f"{each.name}.gz")
            yield not compressed.exists() or gzip.decompress(compressed.read_bytes()) == wanted
        source = find(plain)
        yield source is None or copied.read_bytes() == Path(source).read_bytes()
    except (OSError, EOFError):
        yield False


# Stored files


def changed_stored_files(seen):
    """Stored files that are gone or have another content than when they were first read."""
    known = dict(KnownFile.objects.values_list("name", "checked_at").iterator())
    names = referenced_files()
    left = MAX_BYTES_A_RUN
    for name in islice(sorted(names, key=lambda one: (one in known, known.get(one))), MAX_FILES_A_RUN):
        if left <= 0:
            break
        found, size = _check_stored(name, seen)
        left -= size
        if found:
            yield found
    gone = [name for name in known if name not in names]
    for at in range(0, len(gone), FILES_AT_A_TIME):
        KnownFile.objects.filter(name__in=gone[at : at + FILES_AT_A_TIME]).delete()


def _check_stored(name, seen):
    """`(finding or None, bytes read)`; what somebody has seen is taken as known."""
    known = KnownFile.objects.filter(name=name).first()
    try:
        with default_storage.open(name, "rb") as file:
            sha256, size = digest(file), file.size
    except (OSError, ValueError):
        return Found("media", "tệp đã lưu mà không đọc được.", place=name), 0
    found = None
    if known and known.sha256 != sha256:
        found = Found("media", "tệp đã lưu có nội dung khác trước.", place=name, detail=sha256)
    if not found or found.key in seen:
        values = {"sha256": sha256, "size": size, "checked_at": timezone.now()}
        KnownFile.objects.update_or_create(name=name, defaults=values)
    return found, size
