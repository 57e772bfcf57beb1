from django.core.files.storage import default_storage
from django.core.management.base import BaseCommand
from tqdm import tqdm

from media_library import chunked_uploads, placement, storage_check
from media_library.models import Image


class Command(BaseCommand):
    """Compare stored files with those that rows and saved texts refer to, or make the renditions of older pictures."""

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
        referenced_files, stored_files = storage_check.referenced_files(), set(storage_check.stored_files())
        for name in sorted(referenced_files - stored_files):
            self.stdout.write(f"thiếu: {name}")
        orphans = sorted(stored_files - referenced_files)
        for name in orphans:
            self.stdout.write(f"thừa: {name}")
        unused_objects = list(storage_check.unused_objects())
        for thing in unused_objects:
            self.stdout.write(f"chưa dùng: {thing._meta.verbose_name} số {thing.pk} “{thing}”")
        misplaced = storage_check.misplaced_files()
        for name in misplaced:
            self.stdout.write(f"sai chỗ: {name}")
        self.stdout.write(
            f"{len(referenced_files - stored_files)} tệp thiếu, {len(orphans)} tệp thừa, "
            f"{len(unused_objects)} mục chưa dùng."
        )
        if sweep:
            storage_check.forget_unused_points()
            old = [name for name in orphans if storage_check.is_past_grace(name)]
            for name in old:
                default_storage.delete(name)
            for transcoding in storage_check.orphan_transcodings(referenced_files):
                transcoding.delete()
            chunked_uploads.sweep()
            placement.settle(misplaced)
            self.stdout.write(f"Đã xóa {len(old)} tệp thừa quá một ngày.")

    def render(self):
        images = [image for image in Image.objects.iterator() if image.renditions.get("focus") != list(image.focus)]
        for image in tqdm(images, desc="Làm bản thu nhỏ", unit="ảnh", file=self.stderr):
            image.save()
        points = storage_check.referenced_points()
        for image in Image.objects.filter(pk__in=points):
            for point in points[image.pk]:
                image.file.render_for_point(point)
        self.stdout.write(f"Đã làm bản thu nhỏ cho {len(images)} ảnh.")
