from django.conf import settings

from tests.traffic.test_refusing_disk import turn_until_written
from traffic import page_snapshot
from traffic.page_store import PageStore


def test_snapshot_without_room_for_all_holds_the_pages_used_last(door, tmp_path, monkeypatch):
    for number in range(3):
        door.get(f"/made/plainly/?n={number}")
    (*_, (key, page)) = door.application.store.pages()
    monkeypatch.setattr(page_snapshot, "MAX_SNAPSHOT_BYTES", page.memory_bytes)

    page_snapshot.save(door.application.store, tmp_path / "kept")
    page_snapshot.load(store := PageStore(10**6), tmp_path / "kept")

    assert [key for key, _ in store.pages()] == [key]


def test_snapshot_is_written_anew_only_when_a_page_was_rendered(door):
    def written():
        turn_until_written(door)
        return (settings.DATA_DIR / "pages" / "kept").stat().st_mtime_ns

    door.get("/made/plainly/")
    first = written()
    assert written() == first

    door.get("/made/plainly/?n=1")
    assert written() != first
