from publishing.kinds import Kind, register
from tests.sample_kind.models import Decree


@register(Decree)
class DecreeKind(Kind):
    path, list_name, list_title = "quyet-dinh", "decrees", "Quyết định"
    schema_type = "Article"

    def detail_context(self, decree):
        return {"attachments": decree.attachments.all()}
