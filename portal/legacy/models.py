from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.db import models


class LegacyAddress(models.Model):
    """Where a thing stood before: an address of the old site, or the page it was imported from.

    `fingerprint` is the SHA-256 (hex) of the imported page's meaning, so that the same page is known again
    whatever happened to its text since.
    """

    content_type = models.ForeignKey(ContentType, models.CASCADE, verbose_name="loại")
    object_id = models.PositiveBigIntegerField("mã số")
    thing = GenericForeignKey()
    address = models.CharField("địa chỉ cũ", max_length=500, blank=True, db_index=True)
    fingerprint = models.CharField("dấu vân", max_length=64, null=True, blank=True, unique=True)
    created_at = models.DateTimeField("ghi lúc", auto_now_add=True)

    class Meta:
        verbose_name = "địa chỉ cũ"
        verbose_name_plural = "địa chỉ cũ"
        indexes = [models.Index(fields=["content_type", "object_id"], name="legacy_address_thing")]

    def __str__(self):
        return self.address or self.fingerprint
