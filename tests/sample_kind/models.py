from media_library.models import Attachment
from publishing.fields import FoldedField, LineField, OrderedManyToManyField, PlainTextField, SlugFromField
from publishing.models import Publishable
from publishing.richtext import RichTextField, plain_text


class Decree(Publishable):
    """A numbered decision with its files."""

    counted_as = "decree"
    versioned_fields = ("title", "slug", "number", "summary", "body", "attachments")

    title = LineField("tiêu đề", max_length=300)
    slug = SlugFromField("title", fallback="quyet-dinh")
    number = LineField("số hiệu", max_length=40, blank=True)
    summary = PlainTextField("trích yếu", max_length=1000, blank=True)
    body = RichTextField("nội dung", blank=True)
    attachments = OrderedManyToManyField(Attachment, blank=True, related_name="+", verbose_name="tệp đính kèm")
    folded = FoldedField("title", "number", "summary")

    class Meta(Publishable.Meta):
        verbose_name = "quyết định"
        verbose_name_plural = "quyết định"

    def search_entry(self):
        return self.public_search_entry(text=f"{self.number}\n{self.summary}\n{plain_text(self.body)}")
