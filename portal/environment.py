"""The environment variables, read once at start-up.

Every function returns a typed value or raises `EnvironmentMistake` with one Vietnamese sentence that
names the variable and says what to do; `portal/settings.py` stops the process with it.
"""

import errno
import ipaddress
import os
import re
import secrets
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path
from typing import TypeVar
from urllib.parse import parse_qsl, unquote, urlsplit

import environ
from django.core.exceptions import ValidationError
from django.core.validators import validate_email

T = TypeVar("T")

SQLITE_OPTIONS = {
    "transaction_mode": "IMMEDIATE",
    "timeout": 20,  # seconds a writer waits for another
    "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA busy_timeout=20000;",
}
POSTGRESQL_OPTIONS = {
    "connect_timeout": 2,  # libpq's minimum
    "tcp_user_timeout": 900,  # milliseconds a sent byte may stay unacknowledged
    "keepalives_idle": 5,
    "keepalives_interval": 1,
    "keepalives_count": 2,
    # Milliseconds for a statement, and for an idle transaction: that of a node that lost its connection would hold
    # its locks for hours and block the counting of all others. A film is stored in a transaction, so not less.
    # Migrations lift both (portal/apps.py)
    "options": "-c statement_timeout=5000 -c idle_in_transaction_session_timeout=60000",
}


NO_MAIL = "dummymail://"
SENDER_NAME = "cong-thong-tin"  # at the site's host, of letters from an account that is no address

OS_ERROR_TEXTS = {
    errno.EACCES: "không có quyền",
    errno.EADDRINUSE: "một chương trình khác đang dùng",
    errno.EADDRNOTAVAIL: "máy này không có địa chỉ ấy",
    errno.EEXIST: "tên ấy là một tệp, không phải thư mục",
    errno.EISDIR: "đó là một thư mục",
    errno.EDQUOT: "đã hết hạn mức đĩa",
    errno.EFBIG: "tệp lớn quá mức cho phép",
    errno.ENOENT: "không có tệp hay thư mục ấy",
    errno.ENOSPC: "ổ đĩa đã đầy",
    errno.ENOTDIR: "tên ấy là một tệp, không phải thư mục",
    errno.EPERM: "không được phép",
    errno.EROFS: "ổ đĩa chỉ cho đọc",
}


class EnvironmentMistake(SystemExit):
    """A value that cannot be used; ends the process with the sentence it carries and status 1."""

    def __init__(self, name: str, advice: str):
        super().__init__(f"Biến môi trường {name}: {advice}")


def reason(error: OSError) -> str:
    """Why the system refused, in Vietnamese where we have a translation."""
    return OS_ERROR_TEXTS.get(error.errno, error.strerror or str(error))


def read_file(path: Path) -> None:
    """Read variables from a file such as `.env`, if it exists; those of the shell take precedence."""
    try:
        with path.open(encoding="utf-8-sig") as file:
            environ.Env.read_env(file)
    except FileNotFoundError:
        pass
    except OSError as error:
        raise SystemExit(
            f"Tệp {path.name}: không đọc được ({reason(error)}), hãy cấp quyền đọc hoặc xóa tệp."
        ) from None
    except UnicodeDecodeError:
        raise SystemExit(f"Tệp {path.name}: không phải văn bản UTF-8, hãy lưu lại bằng mã UTF-8.") from None


def text(name: str, default: str = "") -> str:
    return os.environ.get(name, "").strip() or default


def number(name: str, default: int, *, lowest: int, highest: int) -> int:
    value = text(name, str(default))
    if not re.fullmatch(r"[0-9]{1,9}", value) or not lowest <= int(value) <= highest:
        raise EnvironmentMistake(
            name, f"“{value[:40]}” không dùng được, hãy đặt một số nguyên từ {lowest} đến {highest}."
        )
    return int(value)


def switch(name: str) -> bool:
    """A yes or no; off when it is not set."""
    value = text(name, "0").lower()
    if value not in {"0", "1", "true", "false", "on", "off", "yes", "no"}:
        raise EnvironmentMistake(name, f"“{value}” không dùng được, hãy đặt 1 (bật) hoặc 0 (tắt).")
    return value in {"1", "true", "on", "yes"}


def choice(name: str, choices: list[str]) -> str:
    """One of a few words; the first when it is not set."""
    value = text(name, choices[0])
    if value not in choices:
        raise EnvironmentMistake(name, f"“{value[:40]}” không dùng được, hãy đặt {' hoặc '.join(choices)}.")
    return value


def _parts(name: str) -> list[str]:
    return [part.strip() for part in text(name).split(",") if part.strip()]


def names(name: str, default: list[str]) -> list[str]:
    """A list of host names separated by commas."""
    found = _parts(name)
    for part in found:
        if not re.fullmatch(r"\*|\.?[\w.-]+|\[[0-9a-fA-F:.]+\]", part):
            raise EnvironmentMistake(
                name,
                f"“{part}” không phải tên máy chủ, hãy viết các tên cách nhau bằng dấu phẩy, không http:// hay cổng.",
            )
    return found or default


def networks(name: str) -> list[ipaddress.IPv4Network | ipaddress.IPv6Network]:
    """Networks of IPv4 and IPv6 separated by commas; a single address is a network of one."""
    found = []
    for part in _parts(name):
        try:
            found.append(ipaddress.ip_network(part))
        except ValueError:
            raise EnvironmentMistake(
                name,
                f"“{part[:60]}” không phải một dải địa chỉ mạng, hãy viết như 203.0.113.0/24,2001:db8::/32, "
                "phần sau độ dài dải là số 0.",
            ) from None
    return found


def origin(name: str, default: str) -> str:
    """The site's own address: scheme and host, without a path."""
    value = text(name, default).rstrip("/")
    match = re.fullmatch(r"https?://(?:[\w.-]+|\[[0-9a-fA-F:.]+\])(?::([0-9]{1,5}))?", value)
    if not match or int(match[1] or 80) > 65535:
        raise EnvironmentMistake(
            name, f"“{value}” không dùng được, hãy viết dạng https://ten-mien.vn, không kèm đường dẫn."
        )
    return value


def directory(name: str, default: Path) -> Path:
    """A directory that this process may write to, created if it does not exist.

    A relative one is relative to the default's parent, wherever the command was started: a timer starts it in `/`.
    """
    given = text(name, default.name)
    try:
        path = default.parent / Path(given).expanduser()
        path.mkdir(mode=0o700, parents=True, exist_ok=True)
        probe = path / f".write-{os.getpid()}-{secrets.token_hex(4)}"
        probe.touch()
        probe.unlink()
    except RuntimeError:  # `~name` of an unknown user
        raise EnvironmentMistake(name, f"không có thư mục “{given}”, hãy viết đường dẫn đầy đủ.") from None
    except OSError as error:
        raise EnvironmentMistake(
            name, f"không ghi được vào “{given}” ({reason(error)}), hãy chọn thư mục khác hoặc cấp quyền ghi."
        ) from None
    return path


def subdirectory(data_dir: Path, name: str) -> Path:
    """A directory inside `data_dir`, created if it does not exist."""
    path = data_dir / name
    try:
        path.mkdir(mode=0o700, exist_ok=True)
    except OSError as error:
        raise EnvironmentMistake(
            "DATA_DIR", f"không tạo được “{path}” ({reason(error)}), hãy kiểm tra quyền và chỗ trống."
        ) from None
    return path


def _from_url(name: str, default: str, parse: Callable[[str], T], example: str) -> T:
    value = text(name, default)
    try:
        return parse(value)
    except Exception:  # noqa: BLE001 -- the parser raises any exception; the sentence is the same
        raise EnvironmentMistake(name, f"giá trị không dùng được, hãy viết như {example}.") from None


def database(name: str, data_dir: Path) -> dict:
    """Django's settings for the database; SQLite inside `data_dir` when nothing is set."""

    def parse(value):
        if urlsplit(value).scheme not in {"sqlite", "postgres", "postgresql"}:
            raise ValueError(value)
        config = environ.Env.db_url_config(value)
        if config["NAME"] in {"", ":memory:"}:  # each thread would have a database of its own in memory
            raise ValueError(value)
        return config

    config = _from_url(
        name, f"sqlite:///{data_dir / 'portal.sqlite3'}", parse, "postgres://ten:mat-khau@may-chu:5432/co-so-du-lieu"
    )
    is_sqlite = config["ENGINE"].endswith("sqlite3")
    if is_sqlite:
        config["NAME"] = str(data_dir / config["NAME"])
    options = SQLITE_OPTIONS if is_sqlite else POSTGRESQL_OPTIONS
    config["OPTIONS"] = {**options, **config.get("OPTIONS", {})}
    config["CONN_MAX_AGE"] = 60
    config["CONN_HEALTH_CHECKS"] = not is_sqlite
    return config


def storage(name: str) -> dict:
    """Django's settings for uploaded files; in `DATA_DIR` when nothing is set."""

    def parse(value):
        parts = urlsplit(value)
        asked = dict(parse_qsl(parts.query, strict_parsing=True)) if parts.query else {}
        bucket = parts.path.strip("/")
        if parts.scheme != "s3" or not (parts.username and parts.password and parts.hostname and bucket):
            raise ValueError(value)
        scheme = "https" if asked.pop("tls", "1") == "1" else "http"
        port = f":{parts.port}" if parts.port else ""
        options = {
            "access_key": unquote(parts.username),
            "secret_key": unquote(parts.password),
            "endpoint_url": f"{scheme}://{parts.hostname}{port}",
            "bucket_name": bucket,
            "region_name": asked.pop("region", "us-east-1"),
        }
        if "/" in bucket or asked:
            raise ValueError(value)
        return {"BACKEND": "media_library.object_storage.ObjectStorage", "OPTIONS": options}

    if not text(name):
        return {"BACKEND": "media_library.file_places.DiskStorage"}
    if find_spec("storages") is None:
        raise EnvironmentMistake(name, "chưa cài phần dùng kho đối tượng, hãy chạy: pip install 'django-storages[s3]'.")
    return _from_url(name, "", parse, "s3://khoa:mat-khau@may-chu/ten-kho?region=vn-1 (thêm &tls=0 khi không mã hóa)")


def cache(name: str) -> dict:
    """Django's settings for the cache; inside the process when nothing is set."""

    def parse(value):
        config = environ.Env.cache_url_config(value)
        parts = urlsplit(value)
        if not config["BACKEND"].startswith("django.core.cache.backends."):
            raise ValueError(value)
        if parts.scheme.startswith("redis") and not (parts.hostname and parts.port != 0):  # `port` raises if invalid
            raise ValueError(value)
        return config

    return _from_url(name, "locmemcache://", parse, "redis://may-chu:6379/0")


def email(name: str, host: str) -> dict:
    """Django's EMAIL_… settings and DEFAULT_FROM_EMAIL; no letter is sent when nothing is set.

    Letters are from the address after `?from=`, else the account's if it is an address, else one at `host`. They hold
    secret links, so only a mail server gets them, no file and no console.
    """

    def parse(value):
        if value == NO_MAIL:
            return {"EMAIL_BACKEND": "django.core.mail.backends.dummy.EmailBackend"}
        config = environ.Env.email_url_config(value)
        if not config["EMAIL_BACKEND"].endswith("smtp.EmailBackend") or not config["EMAIL_HOST"]:
            raise ValueError(value)
        account = config["EMAIL_HOST_USER"] or ""
        sender = config.pop("OPTIONS", {}).get("FROM") or (account if "@" in account else "")
        if sender:
            validate_email(sender)
        return {**config, "DEFAULT_FROM_EMAIL": sender or f"{SENDER_NAME}@{host}"}

    return _from_url(name, NO_MAIL, parse, "smtp+tls://ten:mat-khau@may-chu:587?from=cong@ten-mien.vn")


def addresses(name: str) -> list[tuple[str, str]]:
    """E-mail addresses separated by commas, in the form of Django's ADMINS; none when nothing is set."""
    found = _parts(name)
    for part in found:
        try:
            validate_email(part)
        except ValidationError:
            raise EnvironmentMistake(
                name, f"“{part[:40]}” không phải địa chỉ e-mail, hãy viết các địa chỉ cách nhau bằng dấu phẩy."
            ) from None
    return [(part, part) for part in found]


def scanner(name: str) -> str:
    """The address of clamd; "" when nothing is set."""
    value = text(name)
    found = re.fullmatch(r"unix:///\S+|tcp://[\w.-]+:([0-9]{1,5})", value)
    if value and not (found and 0 < int(found[1] or 1) < 65536):
        raise EnvironmentMistake(name, "giá trị không dùng được, hãy viết như unix:///run/clamav/clamd.ctl.")
    return value


def internal_location(name: str, *, stored_elsewhere: bool) -> str:
    """The path under which nginx itself sends the files of `DATA_DIR/media`; "" when nothing is set."""
    value = text(name)
    if value and stored_elsewhere:
        raise EnvironmentMistake(name, "không dùng cùng STORAGE_URL được, hãy bỏ một trong hai biến.")
    if value and not re.fullmatch(r"/(?:[a-z0-9-]+/)+", value):
        raise EnvironmentMistake(name, "giá trị không dùng được, hãy viết như /kho-tep/.")
    return value


def secret_key(name: str, data_dir: Path, *, may_make: bool) -> str:
    """The signing key: given, else read from `data_dir`, else created there once (mode 600).

    Two processes that start together use one key: the file is written under a temporary name and hard-linked to its
    name, and the second process reads the first one's.
    """
    if given := text(name):
        if len(given) < 32:
            raise EnvironmentMistake(name, "quá ngắn, hãy đặt một chuỗi ngẫu nhiên từ 32 ký tự trở lên.")
        return given
    if not may_make:
        raise EnvironmentMistake(
            name, "chưa được đặt, hãy đặt một chuỗi ngẫu nhiên từ 50 ký tự vì cơ sở dữ liệu dùng chung."
        )
    path = data_dir / "secret_key"
    try:
        if not path.exists():
            _make_key(path)
        key = path.read_text().strip()
    except (OSError, UnicodeDecodeError) as error:
        why = reason(error) if isinstance(error, OSError) else "không phải văn bản"
        raise EnvironmentMistake(name, f"không đọc được “{path}” ({why}), hãy cấp quyền đọc.") from None
    if len(key) < 32:
        raise EnvironmentMistake(name, f"tệp “{path}” trống hoặc hỏng, hãy xóa tệp ấy để tạo khóa mới.")
    return key


def _make_key(path: Path) -> None:
    draft = path.with_name(f"{path.name}.{os.getpid()}.{secrets.token_hex(4)}")
    descriptor = os.open(draft, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
    with os.fdopen(descriptor, "w") as file:
        file.write(secrets.token_urlsafe(64))
    try:
        os.link(draft, path)
    except FileExistsError:
        pass  # another process was first
    finally:
        draft.unlink()
