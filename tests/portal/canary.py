"""A site on which one thing contains a word that readers must not see, and all that could name the thing does."""

import re
import time
from datetime import timedelta

from django.urls import NoReverseMatch, get_resolver, reverse
from django.utils import timezone

from portal.pages.models import SiteSettings
from portal.seo.page_meta import card_address
from portal.seo.sitemaps import sections
from publishing import trash
from publishing.kinds import all_kinds
from publishing.workflow import make_move
from tests import factories
from tests.portal.permission_table import names_of
from tests.publishing.editing import ALL, write
from traffic.models import DailyViews

CANARY = "hoanganhkim"  # one word, the same in a title, in a slug and folded
WORDS = {"title": f"Chim {CANARY}", "slug": CANARY, "summary": f"Tóm tắt {CANARY}"}
CHANGED_SINCE = {"expired", "withdrawn in error", "merged", "with notice", "unpublished edit"}
SITUATIONS = ["draft", "in review", "approved", "scheduled", "in the trash", *sorted(CHANGED_SINCE)]


class SiteWithCanary:
    """A site on which everything that can name a thing does: lists, menu, related, most read, search."""

    def __init__(self, make, situation):
        self.user, self.seconds = factories.make_user(*ALL), 2
        self.make, self.situation, self.counted = make, situation, make.__name__.removeprefix("make_")
        self.category, self.tag = factories.make_category(slug="x"), factories.make_tag(slug="x")
        self.author, self.source = factories.make_author(slug="x"), factories.make_source(slug="x")
        self.programme, self.page = factories.make_programme(slug="x"), factories.make_page(slug="x")
        factories.make_menu_item(category=self.category), factories.make_link()
        is_named = situation != "unpublished edit"  # a file is what it is for whichever text carries it
        self.file = factories.make_attachment(title=f"Tệp {CANARY if is_named else 'chim'}")
        carried = {"attachments": [self.file]} if self.carries_files() else {}
        self.thing = self.made(**carried, **self.beginning())
        self.other = self.made(title="Chim sẻ")
        if make is factories.make_article:
            self.other.related.set([self.thing])
            factories.make_highlight(article=self.thing)
            factories.make_highlight(article=self.thing, category=self.category)
        if make is factories.make_album:
            body = f'<p>chim</p><figure data-album="{self.thing.pk}"></figure>'
            self.teller = factories.make_article(body=body, **self.relations())
        DailyViews.objects.create(kind=self.counted, thing_id=self.thing.pk, day=timezone.localdate(), count=999)

    def made(self, **fields):
        if self.make is factories.make_video:
            said = {"captions": f"WEBVTT\n\n00:01.000 --> 00:02.000\n{fields.get('summary', 'chim')}\n"}
            said |= {"transcript": "chim", "chapters": f"0:00 {fields.get('summary', 'chim')}"}
            return self.make(programme=self.programme, issue_month="2020-09-01", **said, **fields)
        if self.make is factories.make_article:
            return self.make(body="<p>chim</p>", **self.relations(), **fields)
        return self.make(**fields)

    def relations(self):
        return {"tags": [self.tag], "authors": [self.author], "category": self.category, "source": self.source}

    def beginning(self):
        now = timezone.now()
        states = {"draft": "draft", "in review": "in_review", "approved": "approved", "in the trash": "draft"}
        if self.situation in states:
            return {**WORDS, "state": states[self.situation]}
        if self.situation == "scheduled":
            return {**WORDS, "publish_at": now + timedelta(days=1)}
        if self.situation == "unpublished edit":
            return {"title": "Chim sâu", "slug": "chim-sau"}
        return {**WORDS, "unpublish_at": now + timedelta(seconds=self.seconds) if self.situation == "expired" else None}

    def carries_files(self):
        return any(kind.name == self.counted and hasattr(kind.model, "attachments") for kind in all_kinds())

    def files(self):
        """Where the file is asked for."""
        return [] if not self.carries_files() else [self.file.get_absolute_url(), f"/tep/sai-{self.file.pk}.pdf"]

    def ended_too_soon(self):
        """Whether its end has passed while its pages were read, on a busy machine; then it gets a later one."""
        if self.situation != "expired" or self.thing.unpublish_at > timezone.now():
            return False
        self.seconds *= 4
        self.thing.unpublish_at = timezone.now() + timedelta(seconds=self.seconds)
        self.thing.save()
        return True

    def bring_about(self):
        withdrawals = {"withdrawn in error": "in_error", "merged": "merged", "with notice": "with_notice"}
        if self.situation in withdrawals:
            target = {"merged_into": self.other} if self.situation == "merged" else {}
            way = withdrawals[self.situation]
            make_move("withdraw", self.thing, by=self.user, note="Xem lại", withdrawal=way, **target)
        elif self.situation == "unpublished edit":
            write(self.thing, by=self.user, **WORDS)
        elif self.situation == "in the trash":
            trash.throw_away(self.thing, by=self.user)
        elif self.situation == "expired":
            time.sleep(max(0, (self.thing.unpublish_at - timezone.now()).total_seconds()))

    def addresses(self):
        """Addresses by name of the resolver, for all that are for the public."""
        day, site = timezone.localdate(), SiteSettings.current()
        own = [thing.get_absolute_url() for thing in (self.thing, self.other)]
        own += [re.sub(r"[^/]+(?=-\d+/$)", "sai", own[0])]
        given = {
            "archive_year": [f"/tin-tuc/{day:%Y}/"],
            "archive_month": [f"/tin-tuc/{day:%Y/%m}/"],
            "archive_day": [f"/tin-tuc/{day:%Y/%m/%d}/", f"/tin-tuc/{day + timedelta(days=1):%Y/%m/%d}/"],
            **{kind.name: [] for kind in all_kinds()},
            "article": self.tellers(),
            "page": [self.page.get_absolute_url()],
            self.counted: own,
            "captions": [reverse("captions", args=[self.thing.pk])] if self.counted == "video" else [],
            "chapters": [reverse("chapters", args=[self.thing.pk])] if self.counted == "video" else [],
            "attachment": self.files(),
            "media": [],  # files have random names; a picture is nobody's word
            "search": ["/tim-kiem/?q=chim", "/tim-kiem/?q=chim&chuyen-muc=x", f"/tim-kiem/?q=chim&tu={day:%d/%m/%Y}"],
            "sitemap": [reverse("sitemap", args=[section, 0]) for section in sections()],
            "site_card": [],  # a picture too
            "cover": [],
            "programme_year": ["/chuyen-de/x/2020/"],
            "card": [card_address(site, self.thing)],
            "shared_preview": ["/xem-truoc/khong-co/"],  # a link is for who has been given it
            "link_departure": ["/lien-ket/di/?den=1"],
        }
        names = [name for name in names_of(get_resolver()) if not name.startswith(("admin:", "desk_"))]
        return {name: given[name] if name in given else [_plain(name)] for name in names}

    def tellers(self):
        """Addresses of articles that name the thing in their text."""
        return [self.teller.get_absolute_url()] if self.make is factories.make_album else []


def _plain(name):
    """An address without arguments, or of the one thing whose slug is x; any other must be given by name."""
    try:
        return reverse(name)
    except NoReverseMatch:
        return reverse(name, args=["x"])
