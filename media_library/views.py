from csp.utils import build_policy
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from media_library import delivery, months
from media_library.chapters import webvtt
from media_library.models import Album, Programme, Video
from media_library.sources import origin_of
from publishing.answers import thing_or_answer, withdrawal_notice
from publishing.paging import PAGING, keyset_page
from traffic.pages import public_page

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


@public_page
def programme_page(request, slug):
    programme = get_object_or_404(Programme, slug=slug)
    videos = programme.videos.published().for_listing().by_month()
    years, of_no_month = months.grid(videos)
    context = {"programme": programme, "years": years, "of_no_month": of_no_month}
    return render(request, "media_library/programme.html", context)


@public_page
def video_page(request, slug, pk):
    video, answer = thing_or_answer(Video.objects.for_reading, pk, slug, request)
    if answer:
        return answer
    notice = withdrawal_notice(video)
    context = {
        "video": video,
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
