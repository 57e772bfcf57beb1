import json
import time

from django.conf import settings
from django.core.management.base import BaseCommand
from tqdm import tqdm

from portal.search.indexing import fingerprint, forget_other_models, rebuild, searched_models
from portal.search.models import Entry
from vietnamese.numbers import grouped

BAR = "{desc} |{bar}| {n_fmt}/{total_fmt} [{elapsed}<{remaining}]"
HALFWAY = settings.DATA_DIR / "stamps" / "search-halfway"
FORGOTTEN = 24 * 3600  # seconds after which what was broken off is begun again


class Command(BaseCommand):
    """Make what search looks in anew: `manage.py rebuild_search [--anew]`; the site serves meanwhile.

    Entries are replaced batch by batch, never all taken away. Broken off, it goes on where it was when it is run again
    within a day; `--anew` begins from the first.
    """

    help = "Lập lại dữ liệu tìm kiếm từ nội dung; trang vẫn chạy trong lúc ấy, dừng giữa chừng thì lần sau làm tiếp."

    def add_arguments(self, parser):
        parser.add_argument("--anew", action="store_true", help="làm lại từ đầu, dù lần trước đang dở")

    def handle(self, *, anew=False, **options):
        done = {} if anew else halfway()
        if done:
            self.stdout.write("Làm tiếp lần lập dữ liệu tìm kiếm đang dở.")
        left = {model: done.get(model._meta.label_lower, 0) for model in searched_models()}
        total = sum(model._base_manager.filter(pk__gt=after).count() for model, after in left.items())
        with tqdm(total=total, desc="Lập dữ liệu tìm kiếm", bar_format=BAR, disable=None, leave=False) as bar:
            for model, after in left.items():
                for batch in rebuild(model, after):
                    bar.update(len(batch))
                    done[model._meta.label_lower] = batch[-1]
                    remember(done)
            forget_other_models()
        HALFWAY.unlink(missing_ok=True)
        self.stdout.write(f"Đã lập dữ liệu tìm kiếm: {grouped(Entry.objects.count())} mục.")


def halfway():
    """The last key done of each model, where a rebuild was broken off lately."""
    try:
        if HALFWAY.stat().st_mtime < time.time() - FORGOTTEN:
            return {}
        found = json.loads(HALFWAY.read_text())
    except (OSError, ValueError):
        return {}
    return found["done"] if found["fingerprint"] == fingerprint() else {}


def remember(done):
    HALFWAY.parent.mkdir(exist_ok=True)
    new = HALFWAY.with_suffix(".new")
    new.write_text(json.dumps({"fingerprint": fingerprint(), "done": done}))
    new.replace(HALFWAY)
