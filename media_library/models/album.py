from functools import cached_property
from typing import NamedTuple

from django.db import models

from media_library.models.image import Image
from media_library.renditions import drawable
from publishing.fields import FoldedField, LineField, OrderedManyToManyField, PlainTextField, SlugFromField
from publishing.models import Publishable, PublishableQuerySet

MAX_ALBUM_IMAGES = 100  # an album's page refers to a dozen files for each


class CaptionedImage(NamedTuple):
    """A picture in an album: with its caption there, else that of the library."""

    image: Image
    caption: str


class AlbumQuerySet(PublishableQuerySet):
    def for_listing(self):
        """Load what an album's card prints, in one query and without its pictures."""
        return self.select_related("cover").defer("captions", "folded")

    def for_reading(self):
        """Load what an album's page prints beside its pictures."""
        return self.select_related("cover").defer("folded")

    def for_sitemap(self):
        """Load an address and when it changed."""
        return self.only("slug", "updated_at", "publish_at")

    def with_captioned_images(self, pks):
        """The albums with these keys, by key, each with its pictures, in one query for all of them."""
        links, albums, images = self.model.pictures.through.objects, {}, {}
        for row in links.filter(album__in=self.filter(pk__in=pks)).select_related("album", "image").order_by("pk"):
            albums.setdefault(row.album_id, row.album)
            images.setdefault(row.album_id, []).append(row.image)
        for pk, album in albums.items():
            album.captioned_images = album.add_captions(images[pk])
        return albums


class Album(Publishable):
    """Pictures in an order that staff give them; the first is the cover."""

    counted_as = "album"
    versioned_fields = ("title", "slug", "summary", "pictures", "captions")

    title = LineField("tiêu đề", max_length=300)
    slug = SlugFromField("title", fallback="album")
    summary = PlainTextField("giới thiệu", max_length=2000, blank=True)
    pictures = OrderedManyToManyField(Image, blank=True, related_name="+", verbose_name="ảnh")
    # {id of a picture as text: its caption here}
    captions = models.JSONField("chú thích riêng trong album", default=dict, blank=True)
    cover = models.ForeignKey(
        Image, models.PROTECT, null=True, blank=True, editable=False, related_name="+", verbose_name="ảnh bìa"
    )
    folded = FoldedField("title", "summary")

    objects = AlbumQuerySet.as_manager()

    class Meta(Publishable.Meta):
        verbose_name = verbose_name_plural = "album ảnh"

    def search_entry(self):
        return self.public_search_entry(text="\n".join([self.summary, *map(str, self.captions.values())]).strip())

    @cached_property
    def captioned_images(self):
        """Its pictures with their captions, in one query."""
        return self.add_captions(self.pictures.all())

    def add_captions(self, images):
        """Those of these pictures that can be shown, with their captions here."""
        return [
            CaptionedImage(image, self.captions.get(str(image.pk)) or image.caption)
            for image in images
            if drawable(image)
        ]


def update_cover(sender, instance, action, **kwargs):
    """Receiver of changed pictures: stores the first as the cover, so that lists need not query the others."""
    if action in {"post_add", "post_remove", "post_clear"}:
        instance.cover = instance.pictures.first()
        Album._base_manager.filter(pk=instance.pk).update(cover=instance.cover)
