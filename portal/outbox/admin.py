from django.contrib import admin, messages
from django.utils import timezone

from portal.outbox.models import Letter
from publishing.audit_log import ACTION_LABELS, record
from publishing.audited_admin import AuditedAdmin
from vietnamese.dates import clock_and_date

ACTION_LABELS["letter_again"] = "Cho gửi lại thư"


@admin.register(Letter)
class LetterAdmin(AuditedAdmin):
    """The letters that are not sent yet, with the reason and without their text, which may hold a secret link."""

    list_display = ["to", "subject", "created_at", "status", "attempts", "reason"]
    ordering = ["-created_at"]
    list_per_page = 50
    actions = ["send_again"]
    fields = ["to", "subject", "created_at", "status", "attempts", "reason"]

    def get_queryset(self, request):
        return super().get_queryset(request).unsent().defer("text")

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False

    @admin.display(description="tình trạng")
    def status(self, letter):
        if letter.next_attempt_at is None:
            return "Không gửi được"
        if not letter.reason:
            return "Đang chờ gửi"
        return f"Sẽ gửi lại lúc {clock_and_date(timezone.localtime(letter.next_attempt_at))}"

    @admin.action(description="Gửi lại các thư đã chọn", permissions=["view"])
    def send_again(self, request, letters):
        chosen = list(letters.exclude(reason=""))
        letters.filter(pk__in=[letter.pk for letter in chosen]).update(next_attempt_at=timezone.now())
        for letter in chosen:
            record("letter_again", letter)
        messages.success(request, f"{len(chosen)} thư sẽ được gửi lại trong ít giây nữa.")
