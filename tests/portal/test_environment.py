import stat

import pytest

from portal import environment
from portal.environment import EnvironmentMistake

TRASH = {
    "PORT": ["0", "65536", "8000.5", "-1", "tám nghìn", "８０００", "9" * 5000],
    "WEB_CONCURRENCY": ["0", "999", "nhiều"],
    "TRUSTED_PROXIES": ["-1", "có"],
    "DEBUG": ["có", "2"],
    "LOG_FORMAT": ["xml", "JSON", "text json"],
    "ALLOWED_HOSTS": ["http://cong.vn", "cong.vn:8000", "a b", "cong.vn,/"],
    "ADMIN_NETWORKS": ["mang", "203.0.113.5/24", "203.0.113.0/33", "203.0.113.0/24;2001:db8::/32", "*"],
    "SITE_URL": "cong.vn ftp://cong.vn https://cong.vn/tin https://[::1 https://cong.vn:99999 https://".split(),
    "DATABASE_URL": ["mysql://h/n", "postgres://h", "postgres://h:x/n", "sqlite://", "sqlite://:memory:", "linh tinh"],
    "CACHE_URL": ["redis://", "redis://h:x/0", "linh tinh"],
    "STORAGE_URL": ["s3://kho", "s3://a:b@h/", "s3://a:b@h:x/kho", "s3://a:b@h/kho/con", "ftp://a:b@h/kho"],
    "ACCEL_REDIRECT": ["kho-tep", "/kho-tep", "//kho-tep/", "/kho/../", "https://kho/"],
    "EMAIL_URL": ["smtp://", "smtp://h:x", "http://h", "consolemail://", "smtp://h?from=x", "linh tinh"],
    "ADMINS": ["an", "an@cong.vn binh@cong.vn", "an@cong.vn,x"],
    "SECRET_KEY": ["ngắn"],
    "DATA_DIR": ["~khong-ai-ten-nay/x", "/proc/khong-tao-duoc", "/dev/null/x"],
}


@pytest.fixture
def read(monkeypatch, tmp_path):
    """Read one variable as the settings do."""
    readers = {
        "PORT": lambda name: environment.number(name, 8000, lowest=1, highest=65535),
        "WEB_CONCURRENCY": lambda name: environment.number(name, 1, lowest=1, highest=64),
        "TRUSTED_PROXIES": lambda name: environment.number(name, 0, lowest=0, highest=10),
        "DEBUG": environment.switch,
        "LOG_FORMAT": lambda name: environment.choice(name, ["text", "json"]),
        "ALLOWED_HOSTS": lambda name: environment.names(name, ["localhost"]),
        "ADMIN_NETWORKS": environment.networks,
        "SITE_URL": lambda name: environment.origin(name, "http://127.0.0.1:8000"),
        "DATABASE_URL": lambda name: environment.database(name, tmp_path),
        "CACHE_URL": environment.cache,
        "STORAGE_URL": environment.storage,
        "ACCEL_REDIRECT": lambda name: environment.internal_location(name, stored_elsewhere=False),
        "EMAIL_URL": lambda name: environment.email(name, "cong.vn"),
        "ADMINS": environment.addresses,
        "SECRET_KEY": lambda name: environment.secret_key(name, tmp_path, may_make=True),
        "DATA_DIR": lambda name: environment.directory(name, tmp_path / "var"),
    }

    def read(name, value):
        monkeypatch.setenv(name, value)
        return readers[name](name)

    return read


@pytest.mark.parametrize(("name", "value"), [(name, value) for name, values in TRASH.items() for value in values])
def test_nonsense_stops_with_a_sentence_that_names_the_variable(read, name, value):
    with pytest.raises(EnvironmentMistake) as stop:
        read(name, value)

    assert str(stop.value).startswith(f"Biến môi trường {name}: ")
    assert ", hãy " in str(stop.value)
    assert "\n" not in str(stop.value)


@pytest.mark.parametrize("name", TRASH)
def test_empty_value_stands_for_the_default(read, name):
    assert read(name, "  ") == read(name, "")


@pytest.mark.parametrize("value", ["*", ".cong.vn,localhost", "[::1]", "mặttrận.vn"])
def test_names_of_hosts_are_taken(read, value):
    assert read("ALLOWED_HOSTS", value) == value.split(",")


@pytest.mark.parametrize("value", ["https://cong.vn", "http://[::1]:8000", "https://cong.vn/"])
def test_origin_loses_its_slash(read, value):
    assert read("SITE_URL", value) == value.rstrip("/")


def test_relative_data_dir_lies_beside_manage_py_wherever_it_was_started(read, tmp_path, monkeypatch):
    monkeypatch.chdir("/")

    assert read("DATA_DIR", "du-lieu/a") == tmp_path / "du-lieu" / "a"


def test_sqlite_lies_in_the_data_dir_unless_its_path_is_whole(read, tmp_path):
    assert read("DATABASE_URL", "")["NAME"] == str(tmp_path / "portal.sqlite3")
    assert read("DATABASE_URL", "sqlite:///khac.sqlite3")["NAME"] == str(tmp_path / "khac.sqlite3")
    assert read("DATABASE_URL", "sqlite:////srv/khac.sqlite3")["NAME"] == "/srv/khac.sqlite3"


def test_secret_key_is_made_once_and_is_nobody_elses(read, tmp_path):
    key = read("SECRET_KEY", "")

    assert len(key) > 50
    assert read("SECRET_KEY", "") == key
    assert stat.S_IMODE((tmp_path / "secret_key").stat().st_mode) == 0o600
    assert [path.name for path in tmp_path.iterdir()] == ["secret_key"]


def test_shared_database_asks_for_a_secret_key(tmp_path, monkeypatch):
    monkeypatch.delenv("SECRET_KEY", raising=False)

    with pytest.raises(EnvironmentMistake, match="SECRET_KEY"):
        environment.secret_key("SECRET_KEY", tmp_path, may_make=False)


def test_torn_secret_key_is_not_taken(read, tmp_path):
    (tmp_path / "secret_key").write_text("")

    with pytest.raises(EnvironmentMistake, match="trống hoặc hỏng"):
        read("SECRET_KEY", "")
