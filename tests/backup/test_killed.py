"""A backup or a restore that is killed at some moment is never taken for a whole one, and can be run again."""

import signal
import time

import pytest

from tests.factories import make_article, make_image

pytestmark = pytest.mark.faults
TITLES = "SELECT title FROM news_article ORDER BY title"
MOMENTS = [0.0, 0.05, 0.15, 0.3]  # seconds after the first sign of work


def kill_in_the_middle(process, sign, seconds):
    """Wait for the sign of its work and a while, then kill it."""
    while not sign() and process.poll() is None:
        time.sleep(0.005)
    time.sleep(seconds)
    process.send_signal(signal.SIGKILL)
    process.communicate()


@pytest.fixture
def full(installation):
    """A place with some articles and enough files for a copy to take a while."""
    for number in range(3):
        make_article(title=f"Bài {number}", lead_image=make_image())
    for number in range(300):
        (installation.data_dir / "media" / f"{number}.txt").write_text(str(number))
    return installation


def test_killed_backup_is_no_backup_and_the_next_run_clears_it_away(full, directory, make_installation):
    for seconds in MOMENTS:
        kill_in_the_middle(full.start("backup", directory), (directory / "media").exists, seconds)

    whole = [*directory.glob("2*")]
    folder, other = full.backup(directory), make_installation()
    other.manage("restore", folder)

    assert other.media() == full.media()
    assert [path for path in whole if not (path / "manifest.json").exists()] == []
    left = {path.name for path in directory.iterdir()} - {path.name for path in [*whole, folder]}
    assert left == {"media", ".portal-backup"}


def test_killed_restore_can_be_run_again(full, directory, make_installation):
    folder, other = full.backup(directory), make_installation()
    for seconds in MOMENTS:
        sign = (other.data_dir / "media" / ".restore").exists
        kill_in_the_middle(other.start("restore", folder), sign, seconds)

    is_done = "đã có nội dung" in run_to_the_end(other, folder)

    assert is_done in {True, False}
    assert other.media() == full.media()
    assert other.ask(TITLES) == full.ask(TITLES)


def run_to_the_end(installation, folder):
    """Restore, unless the run that was killed had come to its end already, and answer what was said."""
    with installation.start("restore", folder) as process:
        printed, complained = process.communicate()
    return printed + complained
