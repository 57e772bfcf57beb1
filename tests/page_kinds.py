"""One page of every kind that the public is shown, found in the database of this process."""

import json

from django.db.models import Count
from django.db.models.functions import Length
from django.urls import Resolver404, resolve
from django.utils import timezone

from media_library.models import Album, Programme, Video
from news.models import Article, Author, Category, Source, Tag
from portal.pages.models import Page
from publishing.models import State, Withdrawal
from tests.demo_site import KINDS

FIXED = {
    "home": "/",
    "latest": "/tin-tuc/",
    "videos": "/video/",
    "albums": "/album/",
    "links": "/lien-ket/",
    "search": "/tim-kiem/?q=%C4%91o%C3%A0n+k%E1%BA%BFt",
    "search_empty": "/tim-kiem/?q=xyzxyz",
    "site_map": "/so-do/",
}
NOT_FOUND = "/khong-co-trang-nay/"


def addresses() -> dict[str, str | None]:
    """The address of each kind; None where the portal or this site has no such page."""
    fixed = {kind: address if _exists(address) else None for kind, address in FIXED.items()}
    own = {kind: thing.get_absolute_url() if thing else None for kind, thing in _things().items()}
    found = fixed | own | _archive() | {"not_found": NOT_FOUND}
    return {kind: found[kind] for kind in KINDS}


def as_json() -> str:
    return json.dumps(addresses())


def _exists(address):
    try:
        resolve(address.partition("?")[0])
    except Resolver404:
        return False
    return True


def _things():
    """Of each the fullest: the longest article, the category with most articles."""
    withdrawn = Article.objects.filter(state=State.WITHDRAWN, withdrawal=Withdrawal.IN_ERROR)
    models = {"category": Category, "author": Author, "source": Source, "tag": Tag}
    return {
        "article": Article.objects.published().exclude(lead_image=None).order_by(Length("body").desc()).first(),
        "programme": Programme.objects.first(),
        "album": Album.objects.published().first(),
        "video": Video.objects.published().first(),
        "page": Page.objects.published().order_by(Length("body").desc()).first(),
        "gone": next((article for article in withdrawn if article.was_out), None),
        **{kind: model.objects.alias(n=Count("articles")).order_by("-n").first() for kind, model in models.items()},
    }


def _archive():
    newest = Article.objects.published().newest_first().first()
    if newest is None:
        return dict.fromkeys(("year", "month", "day"))
    day = timezone.localdate(newest.publish_at)
    paths = {"year": f"/tin-tuc/{day:%Y}/", "month": f"/tin-tuc/{day:%Y/%m}/", "day": f"/tin-tuc/{day:%Y/%m/%d}/"}
    return {kind: path if _exists(path) else None for kind, path in paths.items()}
