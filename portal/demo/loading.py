"""Filling an empty database with the demo: `load`."""

from datetime import timedelta
from functools import cache

from django.apps import apps
from django.contrib.auth.models import Group
from django.core.files.base import ContentFile
from django.core.management import call_command
from django.db import transaction
from django.utils import timezone
from django.utils.crypto import get_random_string

from media_library.image_processing import reencode
from media_library.models import Attachment, Image
from news.models import Author, Category, Source, Tag
from portal.accounts.models import User
from portal.accounts.roles import ROLES
from portal.demo import texts
from portal.pages.models import Announcement, MenuItem, Page, SiteSettings
from publishing import workflow
from publishing.audit_log import record
from publishing.kinds import all_descriptions, all_kinds
from publishing.models import PUBLIC_STATES, State
from traffic.statistics import set_base

USERNAME = "bientap"
LOADED_EVENT = "demo"  # the name of the Event that lists what was made, as {model: [pk, …]} in `after`
CREDIT = "Ban Biên tập"
LINK_MODELS = [apps.get_model("links", name) for name in ("Link", "LinkGroup") if apps.is_installed("portal.links")]


class Demo:
    """What the demo is made of, and what was made; given to the `make_demo` of each kind.

    `pictures` are what `make_picture` takes by name, `files` the attachments that some things carry.
    """

    texts = texts

    def __init__(self, pictures):
        self.today = timezone.localdate()
        self.pictures, self.files, self.made = pictures, [], []

    def make(self, model, **fields):
        self.made.append(model.objects.create(**fields))
        return self.made[-1]

    def make_picture(self, name, *, title, alt, caption=""):
        return self.make(Image, file=self.pictures[name], title=title, alt=alt, caption=caption, credit=CREDIT)

    def place(self, thing, day, number, *, views, state=State.PUBLISHED):
        """Give a thing its state, with a moment of the day where it is or was public, and the views it begins with."""
        workflow.place(thing, state, at=texts.moment(day, number) if state in PUBLIC_STATES else None)
        if views:
            set_base(thing, views)
        self.made.append(thing)

    def by_model(self):
        """The keys of what was made, `{label: [pk, …]}`."""
        listed = {}
        for thing in self.made:
            listed.setdefault(thing._meta.label_lower, []).append(thing.pk)
        return listed


def is_empty():
    """Whether there is no content yet; accounts and the name of the office do not count."""
    models = [description.model for description in all_descriptions()]
    models += [Image, *LINK_MODELS, MenuItem, Announcement]
    return not any(model.objects.exists() for model in models)


def load():
    """Fill an empty database; return how many there are of each model, and the password of the new account or None.

    All or nothing. Returns None when another process was faster.
    """
    demo = Demo(_pictures())  # before the database is asked to wait
    plan = Attachment._meta.get_field("file").clean_upload(ContentFile(texts.PLAN.read_bytes(), name=texts.PLAN.name))
    with transaction.atomic():
        if not is_empty():
            return None
        _make_site(demo)
        demo.files = [demo.make(Attachment, file=plan, title=texts.PLAN_TITLE)]
        for kind in all_kinds():
            kind.make_demo(demo)
        _make_menu(demo, texts.menu())
        _make_announcements(demo)
        password = _make_account(demo)
        record(LOADED_EVENT, thing_text="Nội dung mẫu", after=demo.by_model())
    return {label: len(pks) for label, pks in demo.by_model().items()}, password


def new_password():
    """A password that can be read out and typed: without letters or digits that look alike."""
    return get_random_string(16, "abcdefghjkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789")


@cache
def _pictures():
    """Every shipped picture by the name of its file, ready to be stored; made once, whoever loads the demo again."""
    return {path.stem: reencode(ContentFile(path.read_bytes())) for path in sorted(texts.PICTURES.glob("*.webp"))}


def _make_site(demo):
    site = texts.site()
    for order, entry in enumerate(site["category"]):
        parent = Category.objects.get(name=entry["parent"]) if "parent" in entry else None
        demo.make(Category, **{**entry, "parent": parent}, order=order)
    for model, entries in ((Author, site["author"]), (Source, site["source"])):
        for entry in entries:
            demo.make(model, **entry)
    for name in site["tags"]["names"]:
        demo.make(Tag, name=name)
    if LINK_MODELS:
        _make_links(demo, site["link_group"])
    if not SiteSettings.objects.exists():
        emblem = demo.make_picture("emblem", title="Biểu trưng mẫu", alt="Biểu trưng của tỉnh, vẽ làm mẫu")
        demo.make(SiteSettings, pk=1, **site["settings"], emblem=emblem)


def _make_links(demo, groups):
    link_model, group_model = LINK_MODELS
    for order, entry in enumerate(groups):
        group = demo.make(group_model, name=entry["name"], order=order)
        for place, link in enumerate(entry["links"]):
            demo.make(link_model, **link, group=group, order=place)


def _make_menu(demo, entries, parent=None):
    for order, entry in enumerate(entries):
        target = {"title": entry.get("title", ""), "place": entry.get("place", "")}
        if "page" in entry:
            target["page"] = Page.objects.get(title=entry["page"])
        if "category" in entry:
            target["category"] = Category.objects.get(name=entry["category"])
        item = demo.make(MenuItem, **target, parent=parent, order=order)
        _make_menu(demo, entry.get("below", []), parent=item)


def _make_announcements(demo):
    now = timezone.now()
    for entry in texts.announcements():
        ends_at = now + timedelta(days=entry.pop("days"))
        demo.make(Announcement, **entry, starts_at=now, ends_at=ends_at)


def _make_account(demo):
    """The staff account in every role, or None when that name exists already: it is not changed."""
    if User.objects.filter(username=USERNAME).exists():
        return None
    password = new_password()
    user = User.objects.create_user(USERNAME, password=password, first_name="Ban Biên tập", is_staff=True)
    if Group.objects.filter(name__in=ROLES).count() < len(ROLES):
        call_command("sync_roles", verbosity=0)
    user.groups.set(Group.objects.filter(name__in=ROLES))
    demo.made.append(user)
    return password
