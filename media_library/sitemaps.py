from django.contrib.sitemaps import Sitemap

from media_library.models import Programme, Video


class VideoSitemap(Sitemap):
    limit = 5000

    def items(self):
        return Video.objects.published().only("pk", "slug", "updated_at", "publish_at").newest_first()

    def lastmod(self, video):
        return max(video.updated_at, video.publish_at)


class ProgrammeSitemap(Sitemap):
    def items(self):
        return Programme.objects.all()
