"""The kinds of content and the collections they are listed under, each described once, in `kind.py` of its app.

    @register(Document)
    class DocumentKind(Kind):
        path, list_name, list_title = "van-ban", "documents", "Văn bản"

`kind.py` is found as `admin.py` is. Addresses with their pages, feeds, sitemap, page metadata, menu, roles and demo are
read from these descriptions, by the floors above; none of them is read while modules are imported or apps get ready,
when part of them may be missing.
"""

from operator import attrgetter

from django.db.models import BigIntegerField, Exists, OuterRef
from django.urls import reverse

from publishing.dates import iso_datetime
from publishing.detail_responses import detail_or_response

DETAIL_VARIABLES = ("kind", "thing", "notice", "noindex")  # of each detail page's template, besides the thing's name
_registry = {}  # {model: its description}


def register(model):
    """Class decorator: the Kind or Collection that describes a model."""

    def add(description):
        _registry[model] = description(model)
        return description

    return add


def all_descriptions():
    """The descriptions of installed models by their `order`; a removed app's modules may still be loaded."""
    return sorted((_registry[model] for model in _registry if model._meta.app_config), key=attrgetter("order"))


def of(thing):
    """The description of a row, or of its model; KeyError where its model has none."""
    return _registry[thing if isinstance(thing, type) else type(thing)]


def all_kinds():
    return [description for description in all_descriptions() if isinstance(description, Kind)]


def all_collections():
    return [description for description in all_descriptions() if isinstance(description, Collection)]


def without_page(named):
    """Those of some rows that have no page now, as `(label of the model, key)`: a query for each such collection."""
    hidden = set()
    for collection in all_collections():
        label = collection.model._meta.label_lower
        pks = {pk for kind, pk in named if kind == label}
        if pks and not collection.has_empty_pages:
            shown = collection.with_page().filter(pk__in=pks).values_list("pk", flat=True)
            hidden |= {(label, pk) for pk in pks.difference(shown)}
    return hidden


class Description:
    """What kinds and collections have in common: rows with a page of their own, whose name is the model's."""

    path = ""  # the first word of the addresses: "bai-viet"
    list_title = ""  # heading of the list of all, and of a section of the site map
    order = 100  # among the others
    in_sitemap = True
    image_field = ""  # the field of the picture that leads
    focus_field = ""  # the field of the point around which that is cut
    rights = {}  # {permission of publishing that a role has: what the role may do with the model}

    def __init__(self, model):
        self.model = model

    def __str__(self):
        return f"{type(self).__module__}.{type(self).__name__}"

    @property
    def name(self):
        """The name of the address of one."""
        return self.model._meta.model_name

    @property
    def verbose_name(self):
        return self.model._meta.verbose_name

    def image_of(self, thing):
        return getattr(thing, self.image_field) if self.image_field else None

    def breadcrumbs(self, thing):
        """The pages between the home page and one, as pairs of name and path."""
        return []

    def for_sitemap(self):
        """The rows that the sitemap lists."""
        return self.model.objects.all()

    def sitemap_image(self, thing):
        """The Image that the sitemap names."""
        return

    def sitemap_video(self, thing):
        """Elements of the sitemap's `video`, but for the thumbnail, as pairs of name and text."""
        return []


class Kind(Description):
    """A concrete Publishable.

    Its templates are `<app>/<list_name>.html` and `<app>/<model name>.html`, or where there are none
    `portal/kinds/list.html` and `detail.html`.
    """

    add_label = ""  # on the desk's button for a new one, where it is not “Thêm” and the model's name
    list_name = ""  # name of the list's address; without it there is no list and no place in the menu
    list_path = ""  # of the list, where it differs from `path`
    detail_route = "<slug:slug>-<int:pk>"  # what `find` is given
    named_by = "pk"  # the part of it, and the field, that tells one from another
    short_title = ""  # in the menu and of the feed, where it differs from `list_title`
    feed_name = ""  # with _rss and _atom the names of the feeds' addresses, where it differs from `list_name`
    og_type = "website"  # https://ogp.me/#types
    schema_type = ""  # of schema.org; without it there are breadcrumbs alone
    has_card = True  # drawn where it has no picture to be shared with; else that of the site
    is_news = False  # stands in the news sitemap and in the site's main feed
    in_default_menu = True  # the menu of a site whose staff have saved none
    default_menu_parent = ""  # `list_name` of the kind below which it stands there
    rights = {"submit": ("view", "add", "change", "delete")}
    required_fields = ()  # which a draft may lack, and what goes out may not
    asks_for_image = True  # the checklist does, where there is an `image_field`

    def find(self, request, pk, slug):
        """What is shown at an address: `(thing, None)`, or `(None, response)` instead of it."""
        return detail_or_response(self.model.objects.for_reading, pk, slug, request)

    def missing_content(self, text):
        """A sentence on what is missing for readers to have anything, of a `CheckedText`; "" where nothing is."""
        return text.missing_words()

    def at(self, addresses):
        """The rows, whatever their state, that addresses name, each given as its parts by `detail_route`."""
        named = [parts[self.named_by] for parts in addresses]
        named = [key for key in named if isinstance(key, str) or key <= BigIntegerField.MAX_BIGINT]
        return self.model.objects.filter(**{f"{self.named_by}__in": named})

    def list_context(self):
        """What the list's template needs besides `kind` and `page`."""
        return {}

    def detail_context(self, thing):
        """What the template needs besides the thing and DETAIL_VARIABLES; nothing of it may need a request."""
        return {}

    def content_sources(self, thing):
        """What its page may load besides our own files, by directive of the content security policy."""
        return {}

    def for_sitemap(self):
        return self.model.objects.published().for_sitemap()

    def description_of(self, thing):
        """A sentence on it; "" to have the site's."""
        return getattr(thing, "summary", "") or thing.title

    def list_breadcrumbs(self):
        return [(self.list_title, reverse(self.list_name))] if self.list_name else []

    def breadcrumbs(self, thing):
        return self.list_breadcrumbs()

    def meta_properties(self, thing):
        """Open Graph's besides those of every page, as pairs of name and content."""
        return []

    def structured_data(self, thing, picture):
        """What schema.org calls it, besides what is said of every thing; `picture` is what it is shared with."""
        return {"name": thing.title, "image": picture.image_object, "datePublished": iso_datetime(thing.publish_at)}

    def feed_item(self, thing):
        """What a feed says of it besides title, summary, `body` and image: categories, authors, file, seconds."""
        return {}

    def site_map_rows(self):
        """Rows that the site map names one by one, with their `level`."""
        return []

    def make_demo(self, demo):
        """Write the demo's things of this kind, by `demo.make` and `demo.place` (portal/demo/loading.py)."""


class Collection(Description):
    """Rows under which things of a kind are listed: category, author, programme."""

    related_name = ""  # of the relation to the things that are listed
    is_podcast = False
    has_empty_pages = True  # also a row under which nothing is public has a page
    rights = {"submit": ("view",), "review": ("add", "change"), "publish": ("delete",)}  # delete: what is unused

    @property
    def kind(self):
        """Of what is listed."""
        return of(self.model._meta.get_field(self.related_name).related_model)

    def description_of(self, row):
        return getattr(row, "description", "")

    def with_page(self):
        """The rows that have a page."""
        rows, relation = self.model.objects.all(), self.model._meta.get_field(self.related_name)
        if self.has_empty_pages:
            return rows
        return rows.filter(Exists(self.kind.model.objects.published().filter(**{relation.field.name: OuterRef("pk")})))

    def for_sitemap(self):
        return self.with_page()

    def lists(self, row):
        """What is listed under a row, as QuerySets that are each cut by an index of their own."""
        return [getattr(row, self.related_name).all()]

    def has_few(self, row):
        """Whether so few are listed that they are better sorted than sought by date."""
        return False

    def branches(self):
        """All rows as a tree, for the site map: `[(row, [(row, […]), …]), …]`."""
        return [(row, []) for row in self.with_page()]
