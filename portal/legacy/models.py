from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.db import models


class LegacyAddress(models.Model):
    """An earlier address of a thing: one that it had here, or the page that it was imported from.

    An address belongs to one thing at most and redirects to the thing's present address: there can be neither a chain
    of redirects nor a loop. `fingerprint` is the SHA-256 (hex) of the imported page's content, so that the same page is
    recognised whatever happened to its text since.
    """

    content_type = models.ForeignKey(ContentType, models.CASCADE, verbose_name="loại")
    object_id = models.PositiveBigIntegerField("mã số")
    thing = GenericForeignKey()
    address = models.CharField("địa chỉ cũ", max_length=500, null=True, blank=True, unique=True)
    fingerprint = models.CharField("dấu vân", max_length=64, null=True, blank=True, unique=True)
    created_at = models.DateTimeField("ghi lúc", auto_now_add=True)

    class Meta:
        verbose_name = verbose_name_plural = "địa chỉ cũ"
        indexes = [models.Index(fields=["content_type", "object_id"], name="legacy_address_thing")]

    def __str__(self):
        return self.address or self.fingerprint

    @property
    def target(self):
        """The thing, or None when it was deleted or its model removed."""
        model = self.content_type.model_class()
        return model and model._base_manager.filter(pk=self.object_id).first()
