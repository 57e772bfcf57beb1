from django.urls import register_converter

from portal.pages.demo import make_pages
from portal.pages.models import Page
from publishing.detail_responses import first_or_response
from publishing.kinds import Kind, register


class PathOfSlugs:
    """Slugs joined by `/`, and nothing a database would choke on."""

    regex = "[a-z0-9-]+(?:/[a-z0-9-]+)*"

    def to_python(self, value):
        return value

    to_url = to_python


register_converter(PathOfSlugs, "slugs")


@register(Page)
class PageKind(Kind):
    path, order = "trang", 60
    detail_route, named_by, has_card = "<slugs:path>", "path", False
    make_demo = staticmethod(make_pages)

    def missing_content(self, text):
        """A page above others may have nothing but them."""
        return ""

    def find(self, request, path):
        return first_or_response(Page.objects.at(path).for_reading(), request)

    def detail_context(self, page):
        return {
            "ancestors": Page.objects.published().ancestors_of(page).for_listing(),
            "children": page.children.published().for_listing().in_tree_order(),
        }

    def description_of(self, page):
        return page.summary

    def site_map_rows(self):
        return Page.objects.published().for_listing().in_tree_order()
