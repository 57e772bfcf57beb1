from news.models.article import Article, Author, Source, Tag
from news.models.category import Category, CategoryTree
from news.models.highlight import Highlight
