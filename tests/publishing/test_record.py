import pytest

from publishing.models import Event
from publishing.models.record import AppendOnly
from tests.factories import make_article, make_user

pytestmark = pytest.mark.django_db


def test_the_record_can_be_neither_changed_nor_erased():
    make_article()
    event = Event.objects.get()

    for act in (event.save, event.delete, Event.objects.all().delete, lambda: Event.objects.update(note="")):
        with pytest.raises(AppendOnly):
            act()

    assert Event.objects.count() == 1


def test_the_record_still_names_somebody_whose_account_is_gone():
    from publishing.workflow import place

    user = make_user(last_name="Nguyễn", first_name="An", username="an")
    article = place(make_article(), "withdrawn", by=user)
    user.delete()

    assert Event.objects.of(article).last().by_text == "Nguyễn An (an)"
