from django.urls import reverse

from publishing.models.announced import Announced
from publishing.search_entry import SearchEntry


class CollectionModel(Announced):
    """A `name` and a `slug` under which things are listed: a category, an author; see `publishing.kinds.Collection`."""

    searched_field = ""  # the text that search finds it by, besides its name

    class Meta:
        abstract = True

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse(self._meta.model_name, args=[self.slug])

    def search_entry(self):
        text = getattr(self, self.searched_field) if self.searched_field else ""
        return SearchEntry(title=self.name, text=text, address=self.address())
