import math
import secrets
from datetime import UTC, datetime, timedelta
from hashlib import sha256

from django.conf import settings
from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import F
from django.utils import timezone

from publishing.fields import LineField
from publishing.models.revision import Revision, person

TOKEN_BYTES = 16  # 128 random bits
SECONDS_PER_HOUR = 3600


def digest_of(token):
    return sha256(token.encode(errors="replace")).hexdigest()


class ShareLinkQuerySet(models.QuerySet):
    def of(self, thing):
        return self.filter(content_type=ContentType.objects.get_for_model(thing), object_id=thing.pk)

    def unrevoked(self):
        """Those not revoked whose time has not ended; whether they open still depends on their thing."""
        return self.filter(revoked_at=None, expires_at__gt=timezone.now())

    def with_token(self, token):
        return self.filter(digest=digest_of(token))

    def revoke(self):
        return self.filter(revoked_at=None).update(revoked_at=timezone.now())


class ShareLink(models.Model):
    """An address by which somebody without an account sees one text before readers do.

    Its token is stored as a digest alone. It shows the newest text, or always that of `revision`. `begun_with` was the
    newest text when it was made: it opens nothing that was begun after that text had gone out or been given up.
    """

    content_type = models.ForeignKey(ContentType, models.CASCADE, verbose_name="loại")
    object_id = models.PositiveBigIntegerField("mã số")
    thing = GenericForeignKey()
    digest = models.CharField("dấu của mã", max_length=64, unique=True)  # SHA-256
    recipient = LineField("gửi cho", max_length=120, blank=True)
    revision = models.ForeignKey(Revision, models.CASCADE, null=True, related_name="+", verbose_name="bản lưu")
    begun_with = models.ForeignKey(Revision, models.CASCADE, related_name="+", verbose_name="bản mới nhất lúc tạo")
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name="người tạo"
    )
    by_text = LineField("tên người tạo", max_length=200)
    created_at = models.DateTimeField("tạo lúc", auto_now_add=True)
    expires_at = models.DateTimeField("hết hạn lúc")
    revoked_at = models.DateTimeField("thu hồi lúc", null=True)
    last_used_at = models.DateTimeField("mở lần cuối", null=True)
    times_used = models.PositiveIntegerField("số lần mở", default=0)

    objects = ShareLinkQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "liên kết xem trước"
        ordering = ["-pk"]
        default_permissions = ()
        indexes = [models.Index(fields=["content_type", "object_id", "-id"], name="publishing_share_link_of")]

    def __str__(self):
        return f"{self.recipient or 'Liên kết xem trước'} ({self.pk})"

    @classmethod
    def make(cls, thing, *, by, days, newest, is_fixed=False, recipient=""):
        """Store a new link to a thing whose newest text is the Revision `newest`; return it with its token.

        It ends `days` days from now, at the next full hour: signed addresses of files end at full hours.
        """
        token = secrets.token_urlsafe(TOKEN_BYTES)
        end = (timezone.now() + timedelta(days=days)).timestamp()
        link = cls.objects.create(
            thing=thing,
            digest=digest_of(token),
            recipient=recipient,
            revision=newest if is_fixed else None,
            begun_with=newest,
            by=by,
            by_text=person(by),
            expires_at=datetime.fromtimestamp(math.ceil(end / SECONDS_PER_HOUR) * SECONDS_PER_HOUR, UTC),
        )
        return link, token

    @property
    def is_revoked(self):
        return self.revoked_at is not None

    @property
    def is_expired(self):
        return self.expires_at <= timezone.now()

    def note_use(self):
        """Remember that it was opened; nothing else changes by that."""
        used = {"times_used": F("times_used") + 1, "last_used_at": timezone.now()}
        type(self).objects.filter(pk=self.pk).update(**used)
