from django.db import models
from django.utils import timezone


class PlacementCheck(models.Model):
    """The place of a stored picture or film is to be checked; written in the transaction of what may change it."""

    name = models.CharField(max_length=100)
    at = models.DateTimeField(default=timezone.now, db_index=True)

    class Meta:
        verbose_name = verbose_name_plural = "tệp cần xem lại chỗ để"
        default_permissions = ()

    def __str__(self):
        return self.name
