from django.core.files.storage import default_storage
from django.core.management.base import BaseCommand
from tqdm import tqdm

from media_library import incoming, inventory
from media_library.models import Image


class Command(BaseCommand):
    """Compare stored files with what rows and saved texts name, or make the renditions of older pictures."""

    help = (
        "“media check”: tệp thiếu, thừa, chưa dùng; thêm --sweep để xóa tệp thừa quá một ngày. "
        "“media render”: làm những bản thu nhỏ còn thiếu của ảnh."
    )

    def add_arguments(self, parser):
        parser.add_argument("act", choices=["check", "render"])
        parser.add_argument("--sweep", action="store_true", help="xóa những tệp không nơi nào nhắc đến quá một ngày")

    def handle(self, *, act, sweep, **options):
        self.render() if act == "render" else self.compare(sweep=sweep)

    def compare(self, *, sweep):
        named, stored = inventory.named(), set(inventory.stored())
        for name in sorted(named - stored):
            self.stdout.write(f"thiếu: {name}")
        orphans = sorted(stored - named)
        for name in orphans:
            self.stdout.write(f"thừa: {name}")
        unused = list(inventory.unused())
        for thing in unused:
            self.stdout.write(f"chưa dùng: {thing._meta.verbose_name} số {thing.pk} “{thing}”")
        self.stdout.write(f"{len(named - stored)} tệp thiếu, {len(orphans)} tệp thừa, {len(unused)} mục chưa dùng.")
        if sweep:
            inventory.forget_cuts()
            old = [name for name in orphans if inventory.is_past_grace(name)]
            for name in old:
                default_storage.delete(name)
            for transcoding in inventory.transcodings_of_nothing(named):
                transcoding.delete()
            incoming.sweep()
            self.stdout.write(f"Đã xóa {len(old)} tệp thừa quá một ngày.")

    def render(self):
        images = [image for image in Image.objects.iterator() if image.renditions.get("focus") != list(image.focus)]
        for image in tqdm(images, desc="Làm bản thu nhỏ", unit="ảnh", file=self.stderr):
            image.save()
        points = inventory.points_named()
        for image in Image.objects.filter(pk__in=points):
            for point in points[image.pk]:
                image.file.cut_for(point)
        self.stdout.write(f"Đã làm bản thu nhỏ cho {len(images)} ảnh.")
