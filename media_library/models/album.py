from functools import cached_property
from typing import NamedTuple

from django.db import models
from django.urls import reverse

from media_library.models.image import Image
from media_library.renditions import drawable
from publishing.fields import FoldedField, LineField, OrderedManyToManyField, PlainTextField, SlugFromField
from publishing.models import Publishable, PublishableQuerySet

MOST_PICTURES = 100  # of an album; its page names a dozen files for each


class Place(NamedTuple):
    """A picture where it stands in an album: with words of its own there, else those of the library."""

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

    def with_places(self, pks):
        """Those of these keys, by key, each with its pictures, in one query for all of them."""
        standing, albums, images = self.model.pictures.through.objects, {}, {}
        for row in standing.filter(album__in=self.filter(pk__in=pks)).select_related("album", "image").order_by("pk"):
            albums.setdefault(row.album_id, row.album)
            images.setdefault(row.album_id, []).append(row.image)
        for pk, album in albums.items():
            album.places = album.placed(images[pk])
        return albums


class Album(Publishable):
    """Pictures in an order that staff give them; the first is the cover."""

    counted_as = "album"
    versioned_fields = ("title", "slug", "summary", "pictures", "captions")

    title = LineField("tiêu đề", max_length=300)
    slug = SlugFromField("title", fallback="album")
    summary = PlainTextField("giới thiệu", max_length=2000, blank=True)
    pictures = OrderedManyToManyField(Image, blank=True, related_name="+", verbose_name="ảnh")
    captions = models.JSONField(
        "chú thích riêng trong album", default=dict, blank=True
    )  # {number of a picture as text: what is said of it here}
    cover = models.ForeignKey(
        Image, models.PROTECT, null=True, blank=True, editable=False, related_name="+", verbose_name="ảnh bìa"
    )
    folded = FoldedField("title", "summary")

    objects = AlbumQuerySet.as_manager()

    class Meta(Publishable.Meta):
        verbose_name = "album ảnh"
        verbose_name_plural = "album ảnh"

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("album", args=[self.slug, self.pk])

    def search_entry(self):
        return self.entry_if_out(text="\n".join([self.summary, *map(str, self.captions.values())]).strip())

    @cached_property
    def places(self):
        """Its pictures where they stand, in one query."""
        return self.placed(self.pictures.all())

    def placed(self, images):
        """Those of these pictures that can be shown, with what is said of them here."""
        return [Place(image, self.captions.get(str(image.pk)) or image.caption) for image in images if drawable(image)]


def follow_pictures(sender, instance, action, **kwargs):
    """The receiver of changed pictures: the first is the cover, which lists then find without asking for the rest."""
    if action in {"post_add", "post_remove", "post_clear"}:
        instance.cover = instance.pictures.first()
        Album._base_manager.filter(pk=instance.pk).update(cover=instance.cover)
