from news.models.article import Article, ArticleQuerySet, Author, Source, Tag
from news.models.category import Category, CategoryTree
from news.models.highlight import Highlight, HighlightQuerySet

__all__ = [
    "Article",
    "ArticleQuerySet",
    "Author",
    "Category",
    "CategoryTree",
    "Highlight",
    "HighlightQuerySet",
    "Source",
    "Tag",
]
