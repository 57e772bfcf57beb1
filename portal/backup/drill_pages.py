"""Pages of a restored copy, for the drill: run by `manage.py shell` in the copy's own environment."""

import sys

from django.test import Client

from news.models import Article


def render() -> None:
    """Print the statuses of the home page and the newest article; exit with 1 when one is not 200."""
    newest = Article.objects.published().order_by("-publish_at").first()
    addresses = ["/", *([newest.get_absolute_url()] if newest else [])]
    reader = Client(raise_request_exception=False, headers={"host": "127.0.0.1"})
    for address in addresses:
        status = reader.get(address).status_code
        if status != 200:
            sys.exit(f"Trang {address} của bản khôi phục trả lời {status}.")
        sys.stdout.write(f"{address}: {status}\n")
    if newest is None:
        sys.stdout.write("Chưa có bài viết nào đã đăng để mở thử.\n")
