from django.core.management.base import BaseCommand, CommandError
from tqdm import tqdm

from media_library import transcoding
from media_library.models import Transcoding


class Command(BaseCommand):
    """Make the lower qualities of films that lack them; for a timer, may be killed and run again at any moment."""

    help = "Làm các bản chất lượng thấp hơn (720p, 480p, 360p) cho những tệp video chưa có; cần ffmpeg."

    def add_arguments(self, parser):
        parser.add_argument("--again", action="store_true", help="thử lại cả những tệp lần trước không làm được")

    def handle(self, *, again, **options):
        if missing := transcoding.missing_programs():
            raise CommandError(
                f"Máy này chưa có {', '.join(missing)}; hãy cài (trên Debian: apt install ffmpeg) rồi chạy lại."
            )
        with transcoding.exclusive_run() as is_exclusive:
            if not is_exclusive:
                self.stdout.write("Một lượt khác đang chạy; lượt này thôi.")
                return
            if again:
                Transcoding.objects.exclude(failure="").update(is_done=False, failure="")
            self.make_all(transcoding.untranscoded())

    def make_all(self, names):
        made, failed = 0, 0
        for number, name in enumerate(names, 1):
            with tqdm(unit="giây", file=self.stderr, leave=False, disable=None) as bar:
                done = transcoding.transcode(name, Progress(bar, f"Video {number}/{len(names)}"))
            made, failed = made + bool(done.made), failed + bool(done.failure)
            outcome = (
                done.failure
                or ", ".join(f"{side}p" for side in sorted(done.made, key=int, reverse=True))
                or "không cần bản thấp hơn"
            )
            self.stdout.write(f"{name}: {outcome}.")
        self.stdout.write(f"{len(names)} video: {made} đã có các bản chất lượng thấp hơn, {failed} không làm được.")


class Progress:
    """A progress bar on the terminal, one for each quality."""

    def __init__(self, bar, title):
        self.bar, self.title = bar, title

    def __call__(self, side, seconds, of):
        self.bar.set_description(f"{self.title} {side}p")
        self.bar.total, self.bar.n = of, seconds
        self.bar.refresh()
