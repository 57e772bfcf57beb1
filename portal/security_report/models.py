from django.db import models


class SettingInForce(models.Model):
    """The value of a security setting, as it is printed, and since when `prepare` has found it."""

    name = models.CharField("biến", max_length=60, unique=True)
    value = models.TextField("giá trị")
    since = models.DateTimeField("từ lúc")

    class Meta:
        verbose_name = verbose_name_plural = "thiết lập an toàn"
        default_permissions = ()

    def __str__(self):
        return f"{self.name}: {self.value}"
