import pytest


@pytest.fixture
def titles(client):
    """What a reader finds, in order, on one page: `titles("mặt trận", loai="video")`; hyphens are underscores here."""

    def titles(words, **filters):
        filters = {name.replace("_", "-"): value for name, value in filters.items()}
        found = client.get("/tim-kiem/", {"q": words, **filters}).context["found"]
        return [result.entry.title for result in found.results]

    return titles
