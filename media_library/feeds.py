from django.contrib.syndication.views import Feed
from django.shortcuts import get_object_or_404
from django.urls import reverse

from media_library.models import Programme, Video

LENGTH = 30  # segments a feed holds


class VideosFeed(Feed):
    """The newest segments of all programmes and those of none."""

    title = "Video"
    description = "Các video mới đăng"
    language = "vi"

    def link(self):
        return reverse("videos")

    def items(self):
        return self._newest(Video.objects)

    def item_title(self, video):
        return video.title

    def item_description(self, video):
        return video.summary

    def item_pubdate(self, video):
        return video.publish_at

    def item_updateddate(self, video):
        return video.updated_at

    def item_categories(self, video):
        return [video.programme.name] if video.programme else []

    def _newest(self, videos):
        return videos.published().for_listing().newest_first()[:LENGTH]


class ProgrammeFeed(VideosFeed):
    """The newest segments of one programme."""

    def get_object(self, request, slug):
        return get_object_or_404(Programme, slug=slug)

    def title(self, programme):
        return programme.name

    def description(self, programme):
        return programme.description or f"Chuyên đề: {programme.name}"

    def link(self, programme):
        return programme.get_absolute_url()

    def items(self, programme):
        return self._newest(programme.videos)
