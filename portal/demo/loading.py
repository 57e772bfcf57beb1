"""Filling an empty database with the demo: `load`."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from functools import cache

from django.contrib.auth.models import Group
from django.core.files.base import ContentFile
from django.core.management import call_command
from django.db import transaction
from django.utils import timezone
from django.utils.crypto import get_random_string

from media_library.models import Album, Attachment, Image, Programme, Video
from media_library.pictures import remake
from news.models import Article, Author, Category, Highlight, Source, Tag
from portal.accounts.models import User
from portal.accounts.roles import ROLES
from portal.demo import pictures, texts
from portal.links.models import Link, LinkGroup
from portal.pages.models import Announcement, MenuItem, Page, SiteSettings
from publishing import workflow
from publishing.models import State
from publishing.record import record
from traffic.statistics import set_base

USERNAME = "bientap"
MADE = "demo"  # the name of the Event that lists what was made, as {model: [pk, …]} in `after`
CREDIT = "Ban Biên tập"
DATED = {State.PUBLISHED, State.WITHDRAWN}
SCHEDULED = "scheduled"  # no state of the desk: published, with a date ahead


def is_empty():
    """Whether nobody has put content in yet; accounts and the name of the office are no content."""
    to_read = (Article, Video, Album, Page, Category, Tag, Author, Source, Programme)
    models = (*to_read, Image, LinkGroup, Link, MenuItem, Announcement)
    return not any(model.objects.exists() for model in models)


def load():
    """Fill an empty database; answer how many there are of each model, and the password of the new account or None.

    All or nothing. Answers None when somebody was quicker.
    """
    today = timezone.localdate()
    articles = texts.articles(today)
    drawn, posters, emblem = _draw(articles)
    plan = Attachment._meta.get_field("file").admit(ContentFile(texts.PLAN.read_bytes(), name=texts.PLAN.name))
    with transaction.atomic():
        if not is_empty():
            return None
        made = []
        _make_site(made, emblem)
        files = [_make(made, Attachment, file=plan, title=texts.PLAN_TITLE)]
        _make_articles(made, articles, drawn, files)
        _make_videos(made, today, posters, files)
        _make_albums(made, today)
        _make_pages(made, today)
        _make_menu(made, texts.menu())
        _make_announcements(made)
        password = _make_account(made)
        record(MADE, thing_text="Nội dung mẫu", after=_by_model(made))
    return {label: len(pks) for label, pks in _by_model(made).items()}, password


def new_password():
    """A password that can be read out and typed: no letters or figures that look alike."""
    return get_random_string(16, "abcdefghjkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789")


def _by_model(made):
    listed = {}
    for thing in made:
        listed.setdefault(thing._meta.label_lower, []).append(thing.pk)
    return listed


def _make(made, model, **fields):
    made.append(model.objects.create(**fields))
    return made[-1]


@cache
def _made_anew(draw, *what):
    """A drawn picture, ready to be stored; made once, for who takes the demo out and loads it again."""
    return remake(ContentFile(draw(*what)))


def _draw(articles):
    """All pictures, ready to be stored: {title of an article: one}, {kind of poster: one}, the emblem.

    Beside one another, for one is drawn while another is made anew; and before the database is asked to wait.
    """
    with ThreadPoolExecutor(2) as pool:

        def picture(*what):
            return pool.submit(_made_anew, *what)

        drawn = {
            entry["title"]: picture(pictures.draw, entry["picture"], number)
            for number, entry in enumerate(articles)
            if "picture" in entry
        }
        posters = {kind: picture(pictures.poster, kind, number) for number, kind in enumerate(_poster_kinds())}
        emblem = picture(pictures.emblem)
    return (
        {title: coming.result() for title, coming in drawn.items()},
        {kind: coming.result() for kind, coming in posters.items()},
        emblem.result(),
    )


def _make_picture(made, file, *, title, alt="", caption=""):
    return _make(made, Image, file=file, title=title, alt=alt, caption=caption, credit=CREDIT)


def _make_site(made, emblem):
    site = texts.site()
    for order, entry in enumerate(site["category"]):
        parent = Category.objects.get(name=entry["parent"]) if "parent" in entry else None
        _make(made, Category, **{**entry, "parent": parent}, order=order)
    for model, entries in ((Author, site["author"]), (Source, site["source"])):
        for entry in entries:
            _make(made, model, **entry)
    for name in site["tags"]["names"]:
        _make(made, Tag, name=name)
    for order, entry in enumerate(site["link_group"]):
        group = _make(made, LinkGroup, name=entry["name"], order=order)
        for place, link in enumerate(entry["links"]):
            _make(made, Link, **link, group=group, order=place)
    if not SiteSettings.objects.exists():
        emblem = _make_picture(made, emblem, title="Biểu trưng mẫu", alt="Biểu trưng của tỉnh, vẽ làm mẫu")
        _make(made, SiteSettings, pk=1, **site["settings"], emblem=emblem)


def _make_articles(made, entries, drawn, files):
    rows = []
    for entry in entries:
        article = Article(
            title=entry["title"],
            summary=entry["summary"],
            body=entry["body"],
            category=Category.objects.get(name=entry["category"]),
            source=Source.objects.get(name=entry["source"]),
            lead_image=_make_lead(made, entry, drawn),
        )
        article.save_row()
        article.authors.set([Author.objects.get(name=name) for name in entry["authors"]])
        article.tags.set(Tag.objects.filter(name__in=entry["tags"]))
        article.attachments.set(files if entry.get("has_plan") else [])
        rows.append((article, entry))
    for number, (article, entry) in enumerate(rows):
        article.related.set(_related(entry, rows))
        state = State.PUBLISHED if entry.get("state") == SCHEDULED else State(entry.get("state", State.PUBLISHED))
        workflow.place(article, state, at=texts.moment(entry["on"], number) if state in DATED else None)
        if entry["views"]:
            set_base(article, entry["views"])
        made.append(article)
    for order, title in enumerate(texts.site()["highlights"]["titles"]):
        _make(made, Highlight, article=Article.objects.get(title=title), order=order)


def _make_lead(made, entry, drawn):
    if entry["title"] not in drawn:
        return None
    description = pictures.describe(entry["picture"])
    caption = f"{description}."
    return _make_picture(made, drawn[entry["title"]], title=entry["title"][:200], alt=description, caption=caption)


def _related(entry, rows):
    """The two published ones that share most tags, the newer first; none that shares no tag."""
    others = [
        (len(set(entry["tags"]) & set(other["tags"])), other["on"], article)
        for article, other in rows
        if other is not entry and "state" not in other
    ]
    shared = sorted((row for row in others if row[0]), key=lambda row: row[:2], reverse=True)
    return [article for *_, article in shared[:2]]


def _poster_kinds():
    return sorted({entry["picture"] for programme in texts.programmes() for entry in programme["segment"]})


def _make_videos(made, today, posters, files):
    posters = {
        kind: _make_picture(
            made, picture, title=f"Ảnh đại diện video: {pictures.describe(kind)}", alt=pictures.describe(kind)
        )
        for kind, picture in posters.items()
    }
    clip = texts.CLIP.read_bytes()
    for order, entry in enumerate(texts.programmes()):
        segments, pattern = entry["segment"], entry["title_pattern"]
        programme = _make(made, Programme, name=entry["name"], description=entry["description"], order=order)
        for number, segment in enumerate(segments):
            month = texts.month_before(today, segment["months_ago"])
            video = Video(
                title=pattern.format(month=month.month, year=month.year, title=segment["title"]),
                programme=programme,
                issue_month=month,
                summary=segment["summary"],
                file=ContentFile(clip, name="clip.webm"),
                poster=posters[segment["picture"]],
                duration=texts.CLIP_SECONDS,
                transcript=segment["transcript"].strip(),
            )
            video.save_row()
            video.attachments.set(files if segment.get("has_plan") else [])
            workflow.place(video, State.PUBLISHED, at=texts.moment(month.replace(day=25 - order), number))
            set_base(video, segment["views"])
            made.append(video)


def _make_albums(made, today):
    for number, entry in enumerate(texts.albums()):
        album = Album(title=entry["title"], summary=entry["summary"])
        leads = {
            Article.objects.get(title=picture["article"]).lead_image: picture.get("caption")
            for picture in entry["pictures"]
        }
        album.captions = {str(image.pk): caption for image, caption in leads.items() if caption}
        album.save_row()
        album.pictures.set(leads)
        workflow.place(album, State.PUBLISHED, at=texts.moment(today - timedelta(days=entry["days_ago"]), number))
        set_base(album, entry["views"])
        made.append(album)


def _make_pages(made, today):
    for number, entry in enumerate(texts.pages()):
        parent = Page.objects.get(title=entry["parent"]) if "parent" in entry else None
        written = {name: entry[name] for name in ("title", "summary", "body")}
        page = Page(**written, parent=parent, order=entry.get("order", 0))
        workflow.place(page, State.PUBLISHED, at=texts.moment(today - timedelta(days=entry["days_ago"]), number))
        set_base(page, entry["views"])
        made.append(page)


def _make_menu(made, entries, parent=None):
    for order, entry in enumerate(entries):
        target = {"title": entry.get("title", ""), "place": entry.get("place", "")}
        if "page" in entry:
            target["page"] = Page.objects.get(title=entry["page"])
        if "category" in entry:
            target["category"] = Category.objects.get(name=entry["category"])
        item = _make(made, MenuItem, **target, parent=parent, order=order)
        _make_menu(made, entry.get("below", []), parent=item)


def _make_announcements(made):
    now = timezone.now()
    for entry in texts.announcements():
        ends_at = now + timedelta(days=entry.pop("days"))
        _make(made, Announcement, **entry, starts_at=now, ends_at=ends_at)


def _make_account(made):
    """The staff account in every role, or None when one of that name is there already: it is not touched."""
    if User.objects.filter(username=USERNAME).exists():
        return None
    password = new_password()
    user = User.objects.create_user(USERNAME, password=password, first_name="Ban Biên tập", is_staff=True)
    if Group.objects.filter(name__in=ROLES).count() < len(ROLES):
        call_command("sync_roles", verbosity=0)
    user.groups.set(Group.objects.filter(name__in=ROLES))
    made.append(user)
    return password
