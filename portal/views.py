from django.shortcuts import render

from media_library.models import Video
from news.models import Article, Category
from traffic.pages import public_page

LATEST = 12
IN_A_BLOCK = 4


@public_page
def home_page(request):
    articles = Article.objects.published().for_listing().newest_first()
    latest = list(articles[:LATEST])
    context = {
        "lead": latest[:1],
        "beside": latest[1:4],
        "latest": latest[4:],
        "segments": Video.objects.published().for_listing().newest_first()[:5],
        "blocks": _category_blocks(articles),
    }
    return render(request, "portal/home.html", context)


def _category_blocks(articles):
    """The top categories that hold something, each with its newest articles."""
    blocks = [
        (category, articles.in_category(category)[:IN_A_BLOCK]) for category in Category.objects.filter(parent=None)
    ]
    return [(category, found) for category, found in blocks if found]


def server_error(request):
    """The page for a fault of ours: it asks nothing of the database."""
    return render(request, "500.html", status=500)
