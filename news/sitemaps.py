from django.contrib.sitemaps import Sitemap

from news.models import Article, Category


class ArticleSitemap(Sitemap):
    limit = 5000

    def items(self):
        return Article.objects.published().only("pk", "slug", "updated_at", "publish_at").newest_first()

    def lastmod(self, article):
        return max(article.updated_at, article.publish_at)


class CategorySitemap(Sitemap):
    def items(self):
        return Category.objects.all()
