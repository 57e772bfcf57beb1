from django.conf import settings
from django.http import Http404, HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from media_library import file_responses, programme_months, signed_addresses
from media_library.chapters import webvtt
from media_library.models import Attachment, Programme, Video
from publishing.paging import PAGE_PARAMETERS, KeysetPage, keyset_page
from traffic.captured_response import mark_view
from traffic.public_pages import public_page

# Segments with posters on a programme's page: four years of months; the whole page has 11 kB compressed
MAX_SEGMENTS_PER_PAGE = 50

WEBVTT = "text/vtt; charset=utf-8"


@public_page(query=PAGE_PARAMETERS)
def programme_page(request, slug):
    """The whole of a short programme; of a long one the newest years, links to others, pages of what has no month."""
    programme = get_object_or_404(Programme, slug=slug)
    segments = programme.videos.published()
    newest = list(segments.for_listing().by_month()[: MAX_SEGMENTS_PER_PAGE + 1])
    if len(newest) > MAX_SEGMENTS_PER_PAGE:
        calendar = programme_months.ProgrammeCalendar(segments.month_counts())
        page = keyset_page(segments.of_no_month().for_listing(), request)
    else:
        calendar = programme_months.ProgrammeCalendar(programme_months.counts(newest))
        page = KeysetPage([video for video in newest if not video.issue_month], here="", older="", newer="")
    shown_years = calendar.newest(MAX_SEGMENTS_PER_PAGE)
    context = {
        "programme": programme,
        "years": calendar.grid(shown_years, newest),
        "other_years": calendar.others(shown_years),
        "page": page,
    }
    return render(request, "media_library/programme.html", context)


@public_page
def programme_year_page(request, slug, year):
    programme, year = get_object_or_404(Programme, slug=slug), int(year)
    segments = programme.videos.published()
    calendar = programme_months.ProgrammeCalendar(segments.month_counts())
    if not calendar.of_year.get(year):
        raise Http404("Năm này không có số nào.")
    context = {
        "programme": programme,
        "year": year,
        "years": calendar.grid([year], segments.of_year(year).for_listing().by_month()),
        "other_years": calendar.others([year]),
    }
    return render(request, "media_library/programme.html", context)


@public_page
def captions(request, pk):
    video = get_object_or_404(Video.objects.reachable().with_captions(), pk=pk)
    return HttpResponse(video.captions, content_type=WEBVTT)


@public_page
def chapters(request, pk):
    video = get_object_or_404(Video.objects.reachable().with_chapters(), pk=pk)
    return HttpResponse(webvtt(video.parsed_chapters), content_type=WEBVTT)


@require_safe
def media(request, path):
    """A picture or film by its name, or by a signed path that staff have been given."""
    is_signed = path.startswith(f"{signed_addresses.PREFIX}/")
    return (file_responses.signed_response if is_signed else file_responses.media_response)(request, path)


@require_safe
def attachment(request, slug, pk, kind):
    """A document, while a reachable thing carries it; `?xem=1` shows a PDF in the browser.

    Only a whole response counts as a download: the rest of an interrupted one, and the ranges that a browser's PDF
    viewer requests, begin later or end sooner.
    """
    file = get_object_or_404(Attachment.objects.with_visibility(), pk=pk)
    if not file.is_reachable:
        if file.was_public:
            return render(request, "410.html", {"noindex": True}, status=410)
        raise Http404("Không có tệp này.")
    if (slug, kind) != (file.slug, file.kind):
        return HttpResponsePermanentRedirect(file.get_absolute_url())
    inline = "xem" in request.GET and file.is_shown_by_browsers
    response = file_responses.download_response(request, file.file.name, file.download_name, inline=inline)
    if not file.is_public:
        response.headers["X-Robots-Tag"] = "noindex"
    elif inline:
        response.headers["Link"] = f'<{settings.SITE_URL}{file.get_absolute_url()}>; rel="canonical"'
    if file_responses.is_whole(response):
        mark_view(request, file)
    return response
