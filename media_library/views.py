from csp.utils import build_policy
from django.conf import settings
from django.http import Http404, HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from media_library import delivery, months
from media_library.chapters import webvtt
from media_library.models import Album, Attachment, Programme, Video
from media_library.sources import origin_of
from publishing.answers import thing_or_answer, withdrawal_notice
from publishing.paging import PAGING, KeysetPage, keyset_page
from traffic.keeping import COUNTED
from traffic.pages import public_page
from traffic.things import name_of

# With their posters on a programme's page: four years of months, with all around them 11 kB compressed
SEGMENTS_SHOWN = 50

WEBVTT = "text/vtt; charset=utf-8"


@public_page(query=PAGING)
def albums_page(request):
    albums = Album.objects.published().for_listing()
    return render(request, "media_library/albums.html", {"page": keyset_page(albums, request)})


@public_page
def album_page(request, slug, pk):
    album, answer = thing_or_answer(Album.objects.for_reading, pk, slug, request)
    if answer:
        return answer
    notice = withdrawal_notice(album)
    context = {"album": album, "notice": notice, "noindex": bool(notice)}
    return render(request, "media_library/album.html", context)


@public_page(query=PAGING)
def videos_page(request):
    videos = Video.objects.published().for_listing()
    return render(request, "media_library/videos.html", {"page": keyset_page(videos, request)})


@public_page(query=PAGING)
def programme_page(request, slug):
    """All of a short programme; of a long one the newest years, links to the others, pages of what has no month."""
    programme = get_object_or_404(Programme, slug=slug)
    segments = programme.videos.published()
    newest = list(segments.for_listing().by_month()[: SEGMENTS_SHOWN + 1])
    if len(newest) > SEGMENTS_SHOWN:
        calendar = months.Calendar(segments.month_counts())
        page = keyset_page(segments.of_no_month().for_listing(), request)
    else:
        calendar = months.Calendar(months.counts(newest))
        page = KeysetPage([video for video in newest if not video.issue_month], here="", older="", newer="")
    shown = calendar.newest(SEGMENTS_SHOWN)
    context = {
        "programme": programme,
        "years": calendar.grid(shown, newest),
        "other_years": calendar.others(shown),
        "page": page,
    }
    return render(request, "media_library/programme.html", context)


@public_page
def programme_year_page(request, slug, year):
    programme, year = get_object_or_404(Programme, slug=slug), int(year)
    segments = programme.videos.published()
    calendar = months.Calendar(segments.month_counts())
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
def video_page(request, slug, pk):
    video, answer = thing_or_answer(Video.objects.for_reading, pk, slug, request)
    if answer:
        return answer
    notice = withdrawal_notice(video)
    context = {
        "video": video,
        "attachments": video.attachments.all(),
        **Video.objects.published().neighbours(video),
        "notice": notice,
        "noindex": bool(notice),
    }
    page = render(request, "media_library/video.html", context)
    if video.embed_url:  # its player may be shown here, and nowhere else
        page.headers["Content-Security-Policy"] = build_policy(update={"frame-src": [origin_of(video.embed_url)]})
    return page


@public_page
def captions(request, pk):
    video = get_object_or_404(Video.objects.reachable().with_captions(), pk=pk)
    return HttpResponse(video.captions, content_type=WEBVTT)


@public_page
def chapters(request, pk):
    video = get_object_or_404(Video.objects.reachable().with_chapters(), pk=pk)
    return HttpResponse(webvtt(video.parts), content_type=WEBVTT)


@require_safe
def media(request, path):
    return delivery.answer(request, path)


@require_safe
def attachment(request, slug, pk, kind):
    """A document, for who asks for something that readers can reach and that carries it; `?xem=1` shows a PDF.

    A whole one that goes out is one download. What follows of a broken-off one, and the parts that a browser's reader
    of PDF fetches, begin later or end sooner.
    """
    file = get_object_or_404(Attachment.objects.with_standing(), pk=pk)
    if not file.is_reachable:
        if file.was_public:
            return render(request, "410.html", {"noindex": True}, status=410)
        raise Http404("Không có tệp này.")
    if (slug, kind) != (file.slug, file.kind):
        return HttpResponsePermanentRedirect(file.get_absolute_url())
    inline = "xem" in request.GET and file.is_shown_by_browsers
    response = delivery.download(request, file.file.name, file.download_name, inline=inline)
    if not file.is_public:
        response.headers["X-Robots-Tag"] = "noindex"
    elif inline:
        response.headers["Link"] = f'<{settings.SITE_URL}{file.get_absolute_url()}>; rel="canonical"'
    if delivery.is_whole(response):
        request.environ[COUNTED] = name_of(file)
    return response
