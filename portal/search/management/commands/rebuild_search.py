from django.core.management.base import BaseCommand
from tqdm import tqdm

from portal.search.indexing import forget_other_models, rebuild, searched_models
from portal.search.models import Entry
from vietnamese.numbers import grouped

BAR = "{desc} |{bar}| {n_fmt}/{total_fmt}"


class Command(BaseCommand):
    """Make what search looks in anew: `manage.py rebuild_search`; the site serves meanwhile.

    Entries are replaced batch by batch, never all taken away. Broken off, it leaves what it did; run again, it does all
    of it again and changes nothing that is right already.
    """

    help = "Lập lại dữ liệu tìm kiếm từ nội dung; trang vẫn chạy trong lúc ấy, chạy lại không hại gì."

    def handle(self, **options):
        models = searched_models()
        total = sum(model._base_manager.count() for model in models)
        with tqdm(total=total, desc="Lập dữ liệu tìm kiếm", bar_format=BAR, disable=None, leave=False) as bar:
            for model in models:
                for batch in rebuild(model):
                    bar.update(len(batch))
            forget_other_models()
        self.stdout.write(f"Đã lập dữ liệu tìm kiếm: {grouped(Entry.objects.count())} mục.")
