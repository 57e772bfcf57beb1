import sys

from django.core.management.base import BaseCommand

from portal.watch.running import KINDS, run


class Command(BaseCommand):
    """Look for what nobody has published or changed: `manage.py watch`, for a timer.

    The status is 1 while somebody has to look at something; `Canh giữ trang` in the admin is the place for it.
    """

    help = "So nội dung, liên kết và tệp với nhật ký; in điều bất thường, trạng thái 1 khi có điều chưa ai xem."

    def handle(self, **options):
        findings = run()
        for finding in findings:
            mark = f"đã xem, {finding.seen_by_text}" if finding.seen_at else "CHƯA XEM"
            self.stdout.write(f"[{mark}] {KINDS[finding.kind]}: {finding.place}: {finding.text}")
        unseen = sum(finding.seen_at is None for finding in findings)
        self.stdout.write(f"{len(findings)} điều bất thường, {unseen} điều chưa ai xem.")
        if unseen:
            sys.exit(1)
