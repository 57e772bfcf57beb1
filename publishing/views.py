"""Pages of the desk that are over every kind of published thing at once."""

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone

from publishing import desk, trash
from publishing.calendar import Month


def _page(request, template, title, **context):
    if not desk.kinds_seen_by(request.user):
        raise PermissionDenied
    return render(request, template, {**admin.site.each_context(request), "title": title, **context})


def calendar_page(request):
    """What goes out and what comes down: a list of all that is to come, and a month."""
    month = Month.named(request.GET.get("thang", "")) or Month.of(timezone.localdate())
    coming = desk.coming(request.user)
    context = {"coming": coming, "month": month, "weeks": month.weeks(coming)}
    return _page(request, "publishing/admin/calendar.html", "Lịch lên trang", **context)


def trash_page(request):
    """What was thrown away lately, for who may see such things."""
    things = desk.trashed(request.user)
    marked = [(thing, trash.may_take_back(thing, request.user)) for thing in things]
    return _page(request, "publishing/admin/trash.html", "Thùng rác", things=marked, days=trash.KEPT_FOR.days)


def take_back(request, kind, pk):
    """Take one thing out of the trash."""
    kinds = {model._meta.label_lower: model for model in desk.kinds_seen_by(request.user)}
    if request.method != "POST" or kind not in kinds:
        raise Http404
    thing = get_object_or_404(kinds[kind], pk=pk)
    try:
        thing = trash.take_back(thing, by=request.user)
    except PermissionDenied as error:
        messages.error(request, str(error))
        return HttpResponseRedirect(reverse("desk_trash"))
    messages.success(request, f"Đã lấy lại “{thing}”.")
    return HttpResponseRedirect(desk.address(thing))
