"""What follows upon saving the form of a published thing: the move that was asked for, and what has come of the thing.

One stays at the text. A move whose arguments came with the form is made at once, by `workflow.make_move` as everywhere;
one that asks something more leads to its own page, with what was written already.
"""

from django.contrib import messages
from django.contrib.admin.options import IS_POPUP_VAR
from django.contrib.admin.templatetags.admin_urls import add_preserved_filters
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.http import HttpResponseRedirect
from django.utils.html import format_html

from publishing import workflow
from publishing.dates import clock_and_day
from publishing.forms import MoveForm
from publishing.models import State, Withdrawal
from publishing.templatetags.desk import returned

BEGUN_MOVE_KEY = "begun_move"  # of the session: a move whose reason was written before its page asks for more
MAX_KEPT_NOTE = 5000  # characters of that reason


def whereabouts(thing):
    """Where a thing as it is stored can be seen now, and by whom: one or two sentences, with a link where it is out."""
    public = _public_whereabouts(thing)
    if thing.is_published and not thing.has_open_edit:
        return public
    waiting = workflow.STATES[thing.working_state].worklist
    where = f"Đang ở mục “{waiting}” của người làm bước sau. " if waiting else ""
    own_list = "Bị trả lại" if returned(thing) else "Bản nháp của tôi"
    if thing.has_open_edit:
        public = format_html("{} Đó là bản trước, chưa có phần vừa sửa.", public) if thing.is_published else public
        where = where or f"Bản sửa để riêng, người viết thấy ở mục “{own_list}”. "
    elif thing.working_state == State.DRAFT:
        where = f"Bản nháp, người viết thấy ở mục “{own_list}”. "
    return format_html("{}{}", where, public)


def _public_whereabouts(thing):
    if thing.is_published:
        address = thing.get_absolute_url()
        return format_html('Bạn đọc thấy tại <a href="{}">{}</a>.', address, address)
    if thing.is_scheduled:
        return f"Lên trang lúc {clock_and_day(thing.publish_at)}."
    if thing.state == State.WITHDRAWN and thing.withdrawal == Withdrawal.MERGED:
        return f"Đã gộp vào “{thing.merged_into}”: địa chỉ cũ đưa bạn đọc tới đó."
    return "Bạn đọc không còn thấy." if thing.was_out else "Bạn đọc chưa thấy."


class SaveResponsesMixin:
    """Part of the admin of a published thing, as `publishing.history.HistoryAdminMixin` is."""

    def response_add(self, request, obj, post_url_continue=None):
        return self._response_to_save(request, obj) or super().response_add(request, obj, post_url_continue)

    def response_change(self, request, obj):
        return self._response_to_save(request, obj) or super().response_change(request, obj)

    def _response_to_save(self, request, obj):
        """The response, or None where it is Django's: to a pop-up, and before another one is added."""
        leaves = {IS_POPUP_VAR, "_addanother"} & set(request.POST)
        if leaves or not self.has_view_or_change_permission(request, obj):
            return None
        name, stored = request.POST.get("_move", ""), self._stored(obj)
        if name in workflow.MOVES:
            return self._save_and_move(request, stored, name)
        messages.success(request, format_html("Đã lưu “{}”. {}", obj, whereabouts(stored)))
        return self._stay(request, stored)

    def _save_and_move(self, request, obj, name):
        form = MoveForm(request.POST, prefix=name, move=name, thing=obj, by=request.user)
        unanswered = form.errors.keys() - {NON_FIELD_ERRORS}
        if unanswered or not form.fits_dialog:
            address = self._address(obj, "move", name)
            note = request.POST.get(f"{name}-note", "")[:MAX_KEPT_NOTE]
            request.session[BEGUN_MOVE_KEY] = {"address": address, "note": note}
            return HttpResponseRedirect(f"{address}?version={obj.version}")
        try:
            form.raise_errors()
            return self._move(request, obj, name, form.confirmations, **form.arguments())
        except ValidationError as error:
            for sentence in error.messages:
                messages.error(request, f"Đã lưu, nhưng chưa “{workflow.MOVES[name].label}”. {sentence}")
            return self._stay(request, obj)

    def begun_note(self, request):
        """The reason that was written in the form before this page of a move was needed."""
        begun = request.session.get(BEGUN_MOVE_KEY, {})
        return begun.get("note", "") if begun.get("address") == request.path else ""

    def _stay(self, request, obj):
        filters = {"preserved_filters": self.get_preserved_filters(request), "opts": self.opts}
        return HttpResponseRedirect(add_preserved_filters(filters, self._address(obj, "change")))

    def _stored(self, obj):
        return type(obj)._base_manager.get(pk=obj.pk)
