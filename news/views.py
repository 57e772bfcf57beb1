from django.http import Http404
from django.shortcuts import get_object_or_404, render

from news import archive
from news.models import Article, Author, CategoryTree, Source, Tag
from publishing.paging import PAGE_PARAMETERS, keyset_page
from traffic.public_pages import public_page

MAX_PINNED_ARTICLES = 4  # articles that staff may put at the top of a category's first page


@public_page(query=PAGE_PARAMETERS)
def archive_page(request, **numbers):
    try:
        period = archive.Period(**numbers)
    except ValueError as error:
        raise Http404("Không có ngày này.") from error
    page = keyset_page(Article.objects.published().in_period(period).for_listing(), request)
    if not page.things:
        raise Http404("Không có tin nào trong thời gian này.")
    earlier, later = archive.neighbours(period)
    context = {"period": period, "page": page, "earlier": earlier, "later": later}
    if period.month:
        context["calendar"] = archive.month_calendar(period)
    else:
        context["months"] = archive.months(period)
    return render(request, "news/archive.html", context)


@public_page(query=PAGE_PARAMETERS)
def category_page(request, slug):
    category = CategoryTree().by_slug(slug)
    if category is None:
        raise Http404("Không có chuyên mục này.")
    articles = Article.objects.published().for_listing()
    pinned = list(articles.highlighted(category)[:MAX_PINNED_ARTICLES])
    others = articles.excluding(pinned)
    page = keyset_page(others, request, lists=others.by_category(category))
    context = {"category": category, "pinned": [] if page.newer else pinned, "page": page}
    return render(request, "news/category.html", context)


def _articles_page(request, model, slug, *, few):
    """The articles under a row of a collection; as long as readers have none there, it has no page."""
    row = get_object_or_404(model, slug=slug)
    page = keyset_page(row.articles.published().for_listing(), request, few=few(row))
    if not page.things:
        raise Http404(f"Chưa có bài nào: {row}.")
    name = model._meta.model_name
    return render(request, f"news/{name}.html", {name: row, "page": page})


@public_page(query=PAGE_PARAMETERS)
def author_page(request, slug):
    return _articles_page(request, Author, slug, few=lambda author: author.has_few_articles)


@public_page(query=PAGE_PARAMETERS)
def source_page(request, slug):
    return _articles_page(request, Source, slug, few=lambda _: False)


@public_page(query=PAGE_PARAMETERS)
def tag_page(request, slug):
    return _articles_page(request, Tag, slug, few=lambda tag: tag.has_few_articles)
