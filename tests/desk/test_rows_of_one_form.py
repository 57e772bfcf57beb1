"""Several rows in one form: what is wrong among them is told, and none is saved."""

import pytest
from django.forms import modelformset_factory

from news.models import Tag
from publishing.audited_admin import EditOnlyFormSet
from tests.factories import make_tag

pytestmark = pytest.mark.django_db


def test_two_rows_given_the_same_unique_value_are_refused():
    first, second = make_tag(), make_tag()
    rows = modelformset_factory(Tag, formset=EditOnlyFormSet, fields=["slug"], extra=0)
    typed = {"form-0-id": first.pk, "form-0-slug": "moi", "form-1-id": second.pk, "form-1-slug": "moi"}

    sent = rows({"form-TOTAL_FORMS": 2, "form-INITIAL_FORMS": 2, **typed}, queryset=Tag.objects.order_by("pk"))

    assert not sent.is_valid()
    assert sent.non_form_errors()
