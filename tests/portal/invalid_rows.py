"""Rows written past what the database allows, and the pages on which they are to be drawn."""

import re
from contextlib import contextmanager

from django.db import connection

LISTS = """/ /tin-tuc/ /video/ /album/ /so-do/ /rss/ /atom/ /video/rss/ /video/atom/ /album/rss/
/album/atom/ /sitemap.xml /sitemap-news.xml /tim-kiem/?q=m%E1%BB%99t
""".split()
OF_STAFF = """/admin/ /admin/news/article/ /admin/media_library/image/ /admin/media_library/video/
/admin/media_library/album/ /admin/media_library/attachment/ /admin/media_library/image/choose/
/admin/media_library/album/choose/ /admin/media_library/image/describe/?anh=IMAGE
/admin/media_library/image/IMAGE/change/ /admin/media_library/album/ALBUM/change/
/admin/news/article/ARTICLE/change/ /admin/media_library/video/VIDEO/change/""".split()


@contextmanager
def without_constraint():
    """Let the database take what its constraint forbids, as one did before there was the constraint."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("PRAGMA ignore_check_constraints = ON")
        else:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            cursor.execute("ALTER TABLE media_library_image DROP CONSTRAINT media_library_image_has_file")
        yield
        if connection.vendor == "sqlite":
            cursor.execute("PRAGMA ignore_check_constraints = OFF")


def sitemaps(client):
    """The parts of the sitemap; their numbers follow those of the rows."""
    return re.findall(r"<loc>https?://[^/]+(/[^<]+)</loc>", client.get("/sitemap.xml").text)


def wrong_answers(client, site):
    """Of every page that shows something of the site, those that do not answer as they should."""
    public = [thing.get_absolute_url() for name, thing in site.items() if name != "IMAGE"]
    feeds = [site["PROGRAMME"].get_absolute_url() + kind for kind in ("rss/", "atom/")]
    asked = " ".join([*LISTS, *sitemaps(client), *public, *feeds, *OF_STAFF])
    for name, thing in site.items():
        asked = asked.replace(name, str(thing.pk))
    answers = {address: client.get(address) for address in asked.split()}
    return {address: answer.status_code for address, answer in answers.items() if answer.status_code != 200}
