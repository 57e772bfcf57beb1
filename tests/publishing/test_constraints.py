from datetime import date, timedelta

import pytest
from django.contrib.contenttypes.models import ContentType
from django.db import IntegrityError, transaction
from django.utils import timezone

from media_library.models import Video
from news.models import Article, Category
from publishing.models import Presence, Submission, UnsavedForm
from tests.factories import make_article, make_category, make_user, make_video
from tests.kinds import each_kind

pytestmark = pytest.mark.django_db


def refuses(queryset, **values):
    with pytest.raises(IntegrityError), transaction.atomic():
        queryset.update(**values)


def refuses_two(row):
    row.save()
    row.pk = None
    with pytest.raises(IntegrityError), transaction.atomic():
        row.save(force_insert=True)


@each_kind
def test_what_is_out_has_a_date(make):
    thing = make()

    refuses(type(thing).objects.filter(pk=thing.pk), publish_at=None)


@each_kind
def test_nothing_comes_down_before_it_goes_up(make):
    thing = make()

    refuses(type(thing).objects.filter(pk=thing.pk), unpublish_at=thing.publish_at - timedelta(seconds=1))


def test_a_merged_article_names_where_it_went():
    make_article(state="withdrawn")

    refuses(Article.objects.all(), withdrawal="merged")


def test_a_category_is_not_its_own_parent():
    category = make_category()

    refuses(Category.objects.all(), parent=category)


def test_a_video_has_one_source():
    make_video(youtube_id="dQw4w9WgXcQ")

    refuses(Video.objects.all(), file="video/x.mp4")


def test_an_issue_month_is_a_first_day():
    make_video()

    refuses(Video.objects.all(), issue_month=date(2020, 9, 2))


def test_there_is_one_record_of_settings():
    from portal.pages.models import SiteSettings

    with pytest.raises(IntegrityError), transaction.atomic():
        SiteSettings(pk=2).save()


def test_somebody_has_a_form_open_once():
    thing, user = make_article(), make_user()
    kind = ContentType.objects.get_for_model(thing)
    there = Presence(content_type=kind, object_id=thing.pk, user=user, seen_at=timezone.now())

    refuses_two(there)


def test_a_form_is_sent_once():
    refuses_two(Submission(token="x", user=make_user()))


def test_moments_are_aware():
    assert timezone.is_aware(make_article().publish_at)


def test_a_form_is_kept_once_for_its_writer():
    kind = ContentType.objects.get_for_model(Article)
    refuses_two(UnsavedForm(user=make_user(), content_type=kind, form_key="k", version=1))
