from media_library.demo import make_albums, make_videos
from media_library.file_responses import media_type
from media_library.models import Album, Programme, Video
from media_library.structured_data import album_data, sitemap_elements, video_data
from media_library.video_hosts import origin_of
from publishing.absolute_urls import absolute_url
from publishing.kinds import Collection, Kind, register


@register(Video)
class VideoKind(Kind):
    path, list_name, list_title, order = "video", "videos", "Video", 40
    image_field, og_type, schema_type = "poster", "video.other", "VideoObject"
    structured_data = staticmethod(video_data)
    sitemap_video = staticmethod(sitemap_elements)
    make_demo = staticmethod(make_videos)

    def missing_content(self, text):
        has_film = text.thing.file or text.thing.host
        return "" if has_film else "Chưa có phim. Hãy đưa tệp video lên, hoặc điền mã của video ở nơi khác."

    def detail_context(self, video):
        return {"attachments": video.attachments.all(), **Video.objects.published().neighbours(video)}

    def content_sources(self, video):
        """The foreign player of a video may be shown on its own page, and nowhere else."""
        return {"frame-src": [origin_of(video.embed_url)]} if video.embed_url else {}

    def breadcrumbs(self, video):
        programme = [(video.programme.name, video.programme.get_absolute_url())] if video.programme else []
        return [*self.list_breadcrumbs(), *programme]

    def meta_properties(self, video):
        if not video.file:
            return []
        return [("og:video", absolute_url(video.file.url)), ("og:video:type", media_type(video.file.name))]

    def feed_item(self, video):
        categories = [video.programme.name] if video.programme else []
        return {"categories": categories, "file": video.file, "seconds": video.duration}


@register(Album)
class AlbumKind(Kind):
    path, list_name, list_title, order = "album", "albums", "Album ảnh", 50
    image_field, schema_type = "cover", "ImageGallery"
    default_menu_parent, asks_for_image = "videos", False  # its first picture leads
    structured_data = staticmethod(album_data)
    make_demo = staticmethod(make_albums)

    def missing_content(self, text):
        return "" if text.has_related("pictures") else "Chưa có ảnh nào. Hãy chọn ảnh cho album."


@register(Programme)
class ProgrammeCollection(Collection):
    path, list_title, order = "chuyen-de", "Chuyên đề", 20
    related_name, is_podcast = "videos", True
    rights = {"submit": ("view",), "publish": ("add", "change", "delete")}

    def breadcrumbs(self, programme):
        return self.kind.list_breadcrumbs()
