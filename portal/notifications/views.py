from django.conf import settings
from django.contrib import admin, messages
from django.http import HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from portal.notifications.models import MailChoice, Notification
from portal.notifications.wording import name_of, sentence
from publishing import dashboard
from publishing.bigints import parse_bigint

PER_PAGE = 50


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def notifications_page(request):
    """What the user was told, the newest first; marked as read by buttons. Letters are switched on and off here."""
    mine = Notification.objects.filter(user=request.user)
    if request.method == "POST":
        return _change(request, mine)
    before = parse_bigint(request.GET.get("truoc", ""))
    rows = mine.filter(pk__lt=before) if before else mine
    shown = list(rows.select_related("occurrence__content_type").order_by("-pk")[: PER_PAGE + 1])
    context = {
        **admin.site.each_context(request),
        "title": "Thông báo",
        "entries": _described(shown[:PER_PAGE], request.user),
        "older": shown[PER_PAGE - 1].pk if len(shown) > PER_PAGE else None,
        "sends_mail": settings.SENDS_MAIL,
        "has_mail": not MailChoice.objects.filter(user=request.user, is_on=False).exists(),
    }
    return TemplateResponse(request, "notifications/page.html", context)


def _change(request, mine):
    now = timezone.now()
    if "mail" in request.POST:
        is_on = request.POST["mail"] == "on"
        MailChoice.objects.update_or_create(user=request.user, defaults={"is_on": is_on})
        said = "Từ nay bạn nhận thư báo việc." if is_on else "Từ nay bạn không nhận thư báo việc nữa."
        messages.success(request, said)
    elif "read_all" in request.POST:
        newest = parse_bigint(request.POST["read_all"])
        mine.unread().filter(pk__lte=newest or 0).update(read_at=now)
    else:
        mine.unread().filter(pk=parse_bigint(request.POST.get("read", ""))).update(read_at=now)
    return HttpResponseRedirect(reverse("notifications"))


def _described(rows, user):
    """For the page: `(notification, title or number of its thing, sentence, address)`, a query for each kind."""
    visible = set(dashboard.kinds_visible_to(user))
    things = {}
    for model in {row.occurrence.content_type.model_class() for row in rows} & visible:
        pks = [row.occurrence.object_id for row in rows if row.occurrence.content_type.model_class() is model]
        found = model.objects.for_listing().in_bulk(pks)
        things |= {(model, pk): thing for pk, thing in found.items()}
    for row in rows:
        thing = things.get((row.occurrence.content_type.model_class(), row.occurrence.object_id))
        address = dashboard.address(thing) if thing else ""
        yield row, str(thing) if thing else name_of(row.occurrence), sentence(row.occurrence), address
