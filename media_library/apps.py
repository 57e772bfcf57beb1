from django.apps import AppConfig


class MediaLibraryConfig(AppConfig):
    name = "media_library"
    verbose_name = "Ảnh, video và tệp"

    def ready(self):
        from django.db.models.signals import post_save

        from media_library import mentions
        from publishing.models import Revision

        post_save.connect(mentions.follow, sender=Revision, dispatch_uid="media_library.follow_mentions")
