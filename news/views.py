from django.shortcuts import get_object_or_404, render

from news.models import Article, Author, Category, Source, Tag
from publishing.answers import thing_or_answer, withdrawal_notice
from publishing.paging import keyset_page
from traffic.pages import public_page


@public_page
def latest_page(request):
    articles = Article.objects.published().for_listing()
    return render(request, "news/latest.html", {"page": keyset_page(articles, request)})


@public_page
def category_page(request, slug):
    category = get_object_or_404(Category.objects.select_related("parent__parent"), slug=slug)
    articles = Article.objects.published().in_category(category).for_listing()
    return render(request, "news/category.html", {"category": category, "page": keyset_page(articles, request)})


@public_page
def author_page(request, slug):
    author = get_object_or_404(Author, slug=slug)
    articles = author.articles.published().for_listing()
    return render(request, "news/author.html", {"author": author, "page": keyset_page(articles, request)})


@public_page
def source_page(request, slug):
    source = get_object_or_404(Source, slug=slug)
    articles = source.articles.published().for_listing()
    return render(request, "news/source.html", {"source": source, "page": keyset_page(articles, request)})


@public_page
def tag_page(request, slug):
    tag = get_object_or_404(Tag, slug=slug)
    articles = tag.articles.published().for_listing()
    return render(request, "news/tag.html", {"tag": tag, "page": keyset_page(articles, request)})


@public_page
def article_page(request, slug, pk):
    article, answer = thing_or_answer(Article.objects.for_reading(), pk, slug, request)
    if answer:
        return answer
    notice = withdrawal_notice(article)
    context = {
        "article": article,
        "authors": article.authors.all(),
        "tags": article.tags.all(),
        "attachments": article.attachments.all(),
        "related": article.related.published().for_listing(),
        "notice": notice,
        "noindex": bool(notice),
    }
    return render(request, "news/article.html", context)
