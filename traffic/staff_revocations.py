"""Makes `staff` cookies void before their time; what is written where a person goes, each housekeeper reads."""

from django.utils import timezone

from traffic import staff
from traffic.models import StaffRevocation


def revoke(user_pk: int) -> None:
    """Make the cookies void that this user has been given so far."""
    StaffRevocation.objects.update_or_create(user_id=user_pk, defaults={"at": timezone.now()})


def read() -> None:
    """Take over what any process has revoked."""
    rows = StaffRevocation.objects.values_list("user_id", "at")
    staff.revoked = {pk: at.timestamp() for pk, at in rows}  # as a whole, so that no request sees half of it


def delete_expired() -> None:
    """Delete the rows that every valid cookie is younger than."""
    StaffRevocation.objects.filter(at__lt=timezone.now() - staff.MAX_AGE).delete()
