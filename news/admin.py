from django.contrib import admin
from django.utils.decorators import method_decorator

from media_library.admin import ImageChooserAdmin, thumbnail
from news.forms import HighlightForm
from news.models import Article, Author, Category, Highlight, Source, Tag
from publishing.adding_by_name import AddingByNameMixin
from publishing.admin import FoldedSearchMixin, LiveSlugMixin, PublishableAdmin
from publishing.conflict_admin import ConflictCheckedAdmin
from publishing.editor import editor_page
from publishing.live_rows import LiveRowAdmin
from publishing.merge_admin import MergeActionMixin
from publishing.ordered_lists import OrderedListMixin
from publishing.unused_deletion import UnusedDeletionMixin
from traffic.admin import ViewsColumn


@admin.register(Article)
@method_decorator(editor_page, name="changeform_view")
class ArticleAdmin(ImageChooserAdmin, ViewsColumn, PublishableAdmin):
    list_display = ["picture", "title", "status", "category", "writer", "last_change", "views", "publish_at"]
    list_display_links = ["title"]
    list_filter = ["category"]
    ordering = ["-pk"]
    autocomplete_fields = ["category", "authors", "source", "lead_image", "attachments", "tags", "related"]
    prepopulated_fields = {"slug": ["title"]}
    fieldsets = [
        ("Nội dung", {"fields": ["title", "summary", "body"]}),
        ("Hình ảnh và tệp", {"fields": ["lead_image", "lead_focus", "attachments"]}),
        ("Phân loại", {"fields": ["category", "tags", "related"]}),
        ("Tác giả và nguồn", {"fields": ["authors", "source", "source_url"]}),
        ("Địa chỉ và thời gian", {"fields": ["slug", "status", "publish_at", "unpublish_at"]}),
    ]
    readonly_fields = ["publish_at"]

    def get_changeform_initial_data(self, request):
        """Propose whoever writes as the author."""
        authors = Author.objects.filter(user=request.user).values_list("pk", flat=True)
        return {"authors": list(authors), **super().get_changeform_initial_data(request)}

    @admin.display(description="ảnh", empty_value="")
    def picture(self, article):
        return thumbnail(article.lead_image, article.lead_focus)


@admin.register(Category)
class CategoryAdmin(UnusedDeletionMixin, FoldedSearchMixin, LiveSlugMixin, ConflictCheckedAdmin):
    list_display = ["name", "parent", "order"]
    list_select_related = ["parent"]
    ordering = ["order", "sort_key"]
    autocomplete_fields = ["parent"]
    prepopulated_fields = {"slug": ["name"]}
    fields = ["name", "slug", "parent", "order", "description"]


class NamedRowAdmin(
    *(AddingByNameMixin, MergeActionMixin, UnusedDeletionMixin),
    *(LiveRowAdmin, FoldedSearchMixin, LiveSlugMixin, ConflictCheckedAdmin),
):
    """What articles name by typing: a tag, an author, a source."""


@admin.register(Tag)
class TagAdmin(NamedRowAdmin):
    list_display = ["name", "slug"]
    ordering = ["sort_key"]
    prepopulated_fields = {"slug": ["name"]}
    fields = ["name", "slug"]


@admin.register(Author)
class AuthorAdmin(NamedRowAdmin):
    list_display = ["name", "user"]
    list_select_related = ["user"]
    ordering = ["sort_key"]
    autocomplete_fields = ["user"]
    prepopulated_fields = {"slug": ["name"]}
    fields = ["name", "slug", "about", "user"]


@admin.register(Source)
class SourceAdmin(NamedRowAdmin):
    list_display = ["name", "url"]
    ordering = ["sort_key"]
    prepopulated_fields = {"slug": ["name"]}
    fields = ["name", "slug", "url"]


@admin.register(Highlight)
class HighlightAdmin(OrderedListMixin, ConflictCheckedAdmin):
    list_display = ["article", "place", "order", "until", "status"]
    list_filter = ["category"]
    list_select_related = ["article", "category"]
    ordering = ["category__order", "category__sort_key", "order", "pk"]
    form = HighlightForm
    autocomplete_fields = ["article", "category"]
    fields = ["article", "category", "order", "until"]

    def order_group(self, row):
        return row.category_id

    def has_change_permission(self, request, obj=None):
        return request.user.has_perm("news.change_highlight", obj)

    def has_delete_permission(self, request, obj=None):
        return request.user.has_perm("news.delete_highlight", obj)

    def get_changelist_form(self, request, **kwargs):
        form = type("HighlightOrderForm", (HighlightForm,), {"by": request.user})
        return super().get_changelist_form(request, form=form, **kwargs)

    @admin.display(description="hiện ở", ordering="category")
    def place(self, highlight):
        return highlight.place

    @admin.display(description="tình trạng")
    def status(self, highlight):
        if highlight.is_over:
            return "Đã hết hạn"
        return "Đang hiện" if highlight.article.is_published else "Chờ bài được đăng"
