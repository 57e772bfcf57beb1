from django.http import Http404
from django.shortcuts import get_object_or_404, render

from news import archive
from news.models import Article, Author, CategoryTree, Source, Tag
from news.onward import onward
from publishing.answers import thing_or_answer, withdrawal_notice
from publishing.paging import PAGING, keyset_page
from traffic.pages import public_page

PINNED = 4  # articles that staff may put at the top of a category's first page


@public_page(query=PAGING)
def latest_page(request):
    articles = Article.objects.published().for_listing()
    return render(request, "news/latest.html", {"page": keyset_page(articles, request), "years": archive.years()})


@public_page(query=PAGING)
def archive_page(request, **numbers):
    try:
        period = archive.Period(**numbers)
    except ValueError as error:
        raise Http404("Không có ngày này.") from error
    page = keyset_page(Article.objects.published().within(period).for_listing(), request)
    if not page.things:
        raise Http404("Không có tin nào trong thời gian này.")
    earlier, later = archive.neighbours(period)
    context = {"period": period, "page": page, "earlier": earlier, "later": later}
    if period.month:
        context["calendar"] = archive.calendar_of(period)
    else:
        context["months"] = archive.months(period)
    return render(request, "news/archive.html", context)


@public_page(query=PAGING)
def category_page(request, slug):
    category = CategoryTree().by_slug(slug)
    if category is None:
        raise Http404("Không có chuyên mục này.")
    articles = Article.objects.published().for_listing()
    pinned = list(articles.highlighted(category)[:PINNED])
    others = articles.besides(pinned)
    page = keyset_page(others, request, lists=others.by_category(category))
    context = {"category": category, "pinned": [] if page.newer else pinned, "page": page}
    return render(request, "news/category.html", context)


@public_page(query=PAGING)
def author_page(request, slug):
    author = get_object_or_404(Author, slug=slug)
    page = keyset_page(author.articles.published().for_listing(), request, few=author.has_few)
    return render(request, "news/author.html", {"author": author, "page": page})


@public_page(query=PAGING)
def source_page(request, slug):
    source = get_object_or_404(Source, slug=slug)
    articles = source.articles.published().for_listing()
    return render(request, "news/source.html", {"source": source, "page": keyset_page(articles, request)})


@public_page(query=PAGING)
def tag_page(request, slug):
    tag = get_object_or_404(Tag, slug=slug)
    page = keyset_page(tag.articles.published().for_listing(), request, few=tag.has_few)
    return render(request, "news/tag.html", {"tag": tag, "page": page})


@public_page
def article_page(request, slug, pk):
    article, answer = thing_or_answer(Article.objects.for_reading, pk, slug, request)
    if answer:
        return answer
    notice = withdrawal_notice(article)
    tags = list(article.tags.all())
    context = {
        "article": article,
        "authors": article.authors.all(),
        "tags": tags,
        "attachments": article.attachments.all(),
        **onward(article, tags),
        "notice": notice,
        "noindex": bool(notice),
    }
    return render(request, "news/article.html", context)
