from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.db import models

from publishing.fields import LineField

MAX_QUERY_CHARACTERS = 1000


class SavedFilter(models.Model):
    """A view of a list that one person has given a name: its filters, search and order, as in the address."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+", verbose_name="người lưu")
    content_type = models.ForeignKey(ContentType, models.CASCADE, related_name="+", verbose_name="danh sách")
    name = LineField("tên", max_length=60)
    query = LineField("bộ lọc", max_length=MAX_QUERY_CHARACTERS)

    class Meta:
        verbose_name = verbose_name_plural = "bộ lọc đã lưu"
        ordering = ["pk"]
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["user", "content_type", "name"], name="publishing_savedfilter_once")
        ]

    def __str__(self):
        return self.name
