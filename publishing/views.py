"""Admin pages over every kind of published thing at once."""

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone

from publishing import calendar, dashboard, desk_search, trash
from vietnamese.dates import Month


def _page(request, template, title, **context):
    if not dashboard.kinds_visible_to(request.user):
        raise PermissionDenied
    return render(request, template, {**admin.site.each_context(request), "title": title, **context})


def search_page(request):
    """Search over every kind of content; with `phan` only what was found, for the script of the front page."""
    text = request.GET.get("q", "").strip()[: desk_search.MAX_SEARCH_CHARACTERS]
    found = desk_search.search(request.user, text)
    part = "publishing/admin/found.html" if "phan" in request.GET else "publishing/admin/search.html"
    context = {"found": found, "query": text, "searched": desk_search.NEWEST_SEARCHED}
    return _page(request, part, "Tìm trong Bàn làm việc", **context)


def calendar_page(request):
    """What is going to be published or taken down: a list of all, and a month's calendar."""
    month = Month.parse(request.GET.get("thang", "")) or Month.of(timezone.localdate())
    upcoming = dashboard.upcoming(request.user)
    context = {"coming": upcoming, "month": month, "weeks": calendar.weeks(month, upcoming)}
    return _page(request, "publishing/admin/calendar.html", "Lịch lên trang", **context)


def trash_page(request):
    """What can still be restored from the trash, for users who may see such things."""
    things = dashboard.trashed(request.user)
    marked = [(thing, trash.may_take_back(thing, request.user)) for thing in things]
    return _page(request, "publishing/admin/trash.html", "Thùng rác", things=marked, days=trash.RETENTION.days)


def take_back(request, kind, pk):
    """Take one thing out of the trash."""
    kinds = {model._meta.label_lower: model for model in dashboard.kinds_visible_to(request.user)}
    if request.method != "POST" or kind not in kinds:
        raise Http404
    thing = get_object_or_404(kinds[kind], pk=pk)
    try:
        thing = trash.take_back(thing, by=request.user)
    except PermissionDenied as error:
        messages.error(request, str(error))
        return HttpResponseRedirect(reverse("desk_trash"))
    messages.success(request, f"Đã lấy lại “{thing}”.")
    return HttpResponseRedirect(dashboard.address(thing))
