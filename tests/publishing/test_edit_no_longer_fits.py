"""What fitted when an edit was saved and fits no more when it is to come out or be taken up: refused."""

import pytest
from django.core.exceptions import ValidationError

from publishing import revisions, saving
from publishing.models import Revision, TextSnapshot
from publishing.workflow import make_move
from tests.factories import make_page, make_user, make_video
from tests.publishing.editing import ALL, write

pytestmark = pytest.mark.django_db


def page_at_a_place_that_was_taken(user):
    """An edit by which a page takes the place in the tree that another one has taken since."""
    page = write(make_page(slug="cu"), by=user, slug="moi")
    make_page(slug="moi")
    return page


def page_below_its_own_child(user):
    """An edit by which a page goes below another, which has gone below that page since."""
    page, other = make_page(), make_page()
    page = write(page, by=user, parent=other)
    other.parent = page
    other.save()
    return page


def video_by_an_older_rule(user):
    """An edit that was saved when the key of a film was not yet looked at."""
    video = write(make_video(youtube_id=""), by=user, title="Phim mới")
    edit = revisions.open_revision(video)
    Revision.objects.filter(pk=edit.pk).update(content={**edit.content, "youtube_id": "x"})
    return video


each_that_fits_no_more = pytest.mark.parametrize(
    ("make_edited", "sentence"),
    [
        (page_at_a_place_that_was_taken, "hãy đặt đường dẫn khác"),
        (page_below_its_own_child, "đang nằm trong trang đang sửa"),
        (video_by_an_older_rule, "mã của một video trên YouTube"),
    ],
    ids=["place taken", "below its child", "older rule"],
)


@each_that_fits_no_more
def test_edit_that_fits_no_more_does_not_come_out(make_edited, sentence):
    user = make_user(*ALL)
    thing = make_edited(user)

    with pytest.raises(ValidationError, match=sentence):
        make_move("force", thing, by=user, note="Gấp")

    before = TextSnapshot.of(thing)
    thing = type(thing).objects.get(pk=thing.pk)
    assert (TextSnapshot.of(thing), thing.edit_state) == (before, "draft")


@each_that_fits_no_more
def test_text_that_fits_no_more_is_not_taken_up(make_edited, sentence):
    user = make_user(*ALL)
    thing = make_edited(user)
    kept = Revision.objects.of(thing).count()

    with pytest.raises(ValidationError, match=sentence):
        saving.restore_revision(thing, revisions.open_revision(thing), by=user)

    assert Revision.objects.of(thing).count() == kept
