from django.apps import AppConfig


class MediaLibraryConfig(AppConfig):
    name = "media_library"
    verbose_name = "Ảnh, video và tệp"

    def ready(self):
        from django.db.models.signals import m2m_changed, post_save

        from media_library import placement, reference_index
        from media_library.models.album import Album, update_cover
        from publishing.models import Revision

        post_save.connect(reference_index.revision_saved, sender=Revision, dispatch_uid="media_library.follow_mentions")
        pictures = Album.pictures.through
        m2m_changed.connect(update_cover, sender=pictures, dispatch_uid="media_library.follow_pictures")
        placement.connect()
