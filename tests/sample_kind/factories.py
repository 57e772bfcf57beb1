from tests import factories
from tests.sample_kind.models import Decree


def make_decree(**fields):
    """A decree that is out."""
    relations = factories._take(fields, "attachments")
    return factories._place(Decree, {"title": "Quyết định số 12", "body": "<p>Nội dung.</p>", **fields}, relations)
