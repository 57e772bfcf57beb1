"""The seals of the audit log hold in another place and in the other kind of database."""

import pytest

from publishing.audit_log import record
from tests.installation import Installation
from tests.publishing.sealed_log import make_sealed_log, newest

ODD_VALUES = {"zz": 1, "a": 1e16, "b": [1.0, -0.0, 0.1], "ê": "“ế”\n\\", "c": {"y": None, "x": True}}


@pytest.fixture
def head(transactional_db):
    """The head of a sealed log with an event of values that the databases store differently."""
    record("change", after=ODD_VALUES, note="Một\nHai")
    make_sealed_log()
    return newest().head


def test_restored_log_is_whole(installation, directory, make_installation, head):
    other = make_installation()

    other.manage("restore", installation.backup(directory))

    assert other.manage("verify_audit", "--head", head).startswith("Nhật ký nguyên vẹn: 7 việc, 4 niêm phong, ")


@pytest.mark.postgresql
def test_log_that_is_moved_to_sqlite_and_back_is_whole(installation, make_installation, tmp_path, head):
    there, back = Installation(tmp_path / "sqlite", f"sqlite:///{tmp_path}/sqlite/portal.sqlite3"), make_installation()

    for number, (source, target) in enumerate([(installation, there), (there, back)]):
        dump = tmp_path / f"{number}.json"
        source.manage("dumpdata", "--natural-foreign", "publishing", "news", "--output", dump)
        target.manage("migrate")
        target.manage("loaddata", dump)

        assert target.manage("verify_audit", "--head", head).startswith("Nhật ký nguyên vẹn: 7 việc, 4 niêm phong, ")
