from django.apps import AppConfig


class MediaLibraryConfig(AppConfig):
    name = "media_library"
    verbose_name = "Ảnh, video và tệp"

    def ready(self):
        from django.db.models.signals import m2m_changed, post_save

        from media_library import mentions
        from media_library.models.album import Album, follow_pictures
        from publishing.models import Revision

        post_save.connect(mentions.follow, sender=Revision, dispatch_uid="media_library.follow_mentions")
        pictures = Album.pictures.through
        m2m_changed.connect(follow_pictures, sender=pictures, dispatch_uid="media_library.follow_pictures")
