from django.urls import path, register_converter

from portal.pages import views


class PathOfSlugs:
    """Slugs joined by `/`, and nothing a database would choke on."""

    regex = "[a-z0-9-]+(?:/[a-z0-9-]+)*"

    def to_python(self, value):
        return value

    to_url = to_python


register_converter(PathOfSlugs, "slugs")

urlpatterns = [
    path("trang/<slugs:path>/", views.static_page, name="page"),
]
