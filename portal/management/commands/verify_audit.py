import re

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.core.validators import validate_email

from portal.outbox.letters import queue_letter, tell_admins
from publishing.audit_verification import AuditLogTampered, AuditVerification
from publishing.sealing import MAX_WAIT_SECONDS

HEAD = re.compile(r"([1-9][0-9]{0,17}):([0-9a-f]{64})")
ADVICE = "Đừng sửa gì thêm; hãy sao lưu ngay và báo người phụ trách an toàn thông tin."


class Command(BaseCommand):
    """Compare the audit log with its seals: `manage.py verify_audit [--head N:DIGEST]… [--mail ADDRESS]`.

    Where they differ, ADMINS get a letter too.
    """

    help = (
        "So nhật ký với các niêm phong: in đầu chuỗi nếu nguyên vẹn, hoặc nói việc đầu tiên bị sửa, bị xóa hay bị chèn "
        "(khi ấy mã thoát là 1)."
    )
    requires_system_checks = []  # `make lint` runs them

    def add_arguments(self, parser):
        parser.add_argument(
            "--head",
            metavar="SỐ:MÃ",
            action="append",
            default=[],
            help="đầu chuỗi đã giữ ở nơi khác, để biết phần trước nó có bị viết lại không; ghi được nhiều lần",
        )
        parser.add_argument("--mail", metavar="ĐỊA CHỈ", help="gửi kết quả cùng đầu chuỗi đến địa chỉ thư này")

    def handle(self, *, head, mail, **options):
        kept_heads = _parsed(head)
        _check_address(mail)
        try:
            text = _whole_text(AuditVerification(kept_heads).run())
        except AuditLogTampered as tampered:
            text = f"Nhật ký không nguyên vẹn. {tampered} {ADVICE}"
            tell_admins("Nhật ký không nguyên vẹn", text)
            if mail:
                queue_letter(mail, "Nhật ký không nguyên vẹn", text)
            raise CommandError(text) from None
        self.stdout.write(text)
        if mail:
            queue_letter(mail, "Nhật ký nguyên vẹn", text)


def _parsed(heads):
    kept = {}
    for head in heads:
        match = HEAD.fullmatch(head.strip().lower())
        if match is None or kept.setdefault(int(match[1]), match[2]) != match[2]:
            raise CommandError(
                f"--head: “{head[:90]}” không phải đầu chuỗi; hãy chép nguyên “số:mã” mà lệnh này đã in."
            )
    return kept


def _check_address(mail):
    if mail is None:
        return
    if not settings.SENDS_MAIL:
        raise CommandError("--mail: chưa có máy chủ thư; hãy đặt EMAIL_URL.")
    try:
        validate_email(mail)
    except ValidationError:
        raise CommandError(f"--mail: “{mail[:90]}” không phải địa chỉ thư; hãy viết như nga@example.vn.") from None


def _whole_text(verified):
    lines = [f"Nhật ký nguyên vẹn: {verified.events} việc, {verified.seals} niêm phong, đầu chuỗi {verified.head}"]
    if verified.cut_text:
        lines.append(verified.cut_text)
    if verified.waiting:
        lines.append(
            f"Đang chờ niêm phong: {verified.waiting} việc, trong đó {verified.overdue} việc đã chờ quá "
            f"{MAX_WAIT_SECONDS} giây; máy chủ web đang chạy sẽ niêm phong."
        )
    return "\n".join(lines)
