import json
import time

from django.conf import settings
from django.core.management.base import BaseCommand
from tqdm import tqdm

from portal.search.indexing import delete_unsearched_models, fingerprint, rebuild, searched_models
from portal.search.models import Entry
from vietnamese.numbers import format_integer

BAR = "{desc} |{bar}| {n_fmt}/{total_fmt} [{elapsed}<{remaining}]"
PROGRESS_FILE = settings.DATA_DIR / "stamps" / "search-halfway"
RESUME_WITHIN_SECONDS = 24 * 3600  # an older interrupted run starts again


class Command(BaseCommand):
    """Rebuild the search entries: `manage.py rebuild_search [--anew]`; the site can be used meanwhile.

    Entries are replaced batch by batch, never all deleted at once. An interrupted run is resumed when the command is
    run again within a day; `--anew` starts from the beginning.
    """

    help = "Lập lại dữ liệu tìm kiếm từ nội dung; trang vẫn chạy trong lúc ấy, dừng giữa chừng thì lần sau làm tiếp."

    def add_arguments(self, parser):
        parser.add_argument("--anew", action="store_true", help="làm lại từ đầu, dù lần trước đang dở")

    def handle(self, *, anew=False, **options):
        done = {} if anew else saved_progress()
        if done:
            self.stdout.write("Làm tiếp lần lập dữ liệu tìm kiếm đang dở.")
        left = {model: done.get(model._meta.label_lower, 0) for model in searched_models()}
        delete_unsearched_models()
        total = sum(model._base_manager.filter(pk__gt=after).count() for model, after in left.items())
        with tqdm(total=total, desc="Lập dữ liệu tìm kiếm", bar_format=BAR, disable=None, leave=False) as bar:
            for model, after in left.items():
                for batch in rebuild(model, after):
                    bar.update(len(batch))
                    done[model._meta.label_lower] = batch[-1]
                    save_progress(done)
        PROGRESS_FILE.unlink(missing_ok=True)
        self.stdout.write(f"Đã lập dữ liệu tìm kiếm: {format_integer(Entry.objects.count())} mục.")


def saved_progress():
    """The last finished key of each model, where a rebuild was interrupted lately."""
    try:
        if PROGRESS_FILE.stat().st_mtime < time.time() - RESUME_WITHIN_SECONDS:
            return {}
        found = json.loads(PROGRESS_FILE.read_text())
    except (OSError, ValueError):
        return {}
    return found["done"] if found["fingerprint"] == fingerprint() else {}


def save_progress(done):
    PROGRESS_FILE.parent.mkdir(exist_ok=True)
    new = PROGRESS_FILE.with_suffix(".new")
    new.write_text(json.dumps({"fingerprint": fingerprint(), "done": done}))
    new.replace(PROGRESS_FILE)
