import pytest
from django.db import IntegrityError
from django.utils import timezone

from portal.accounts.models import SignInFailures

pytestmark = pytest.mark.django_db


def test_failures_of_a_name_from_an_address_are_one_row():
    now = timezone.now()
    rows = [SignInFailures(address="198.51.100.7", name="an", failures=1, first_at=now, last_at=now) for _ in range(2)]

    with pytest.raises(IntegrityError):
        SignInFailures.objects.bulk_create(rows)
