"""The articles of the demo."""

from news.models import Article, Author, Category, Highlight, Source, Tag
from publishing.models import State

SCHEDULED = "scheduled"  # not a State: published, with a date in the future


def make_articles(demo):
    rows = []
    for entry in demo.texts.articles(demo.today):
        article = Article(
            title=entry["title"],
            summary=entry["summary"],
            body=entry["body"],
            category=Category.objects.get(name=entry["category"]),
            source=Source.objects.get(name=entry["source"]),
            lead_image=_make_lead(demo, entry),
        )
        article.save_row()
        article.authors.set([Author.objects.get(name=name) for name in entry["authors"]])
        article.tags.set(Tag.objects.filter(name__in=entry["tags"]))
        article.attachments.set(demo.files if entry.get("has_plan") else [])
        rows.append((article, entry))
    for number, (article, entry) in enumerate(rows):
        article.related.set(_related(entry, rows))
        state = State.PUBLISHED if entry.get("state") == SCHEDULED else State(entry.get("state", State.PUBLISHED))
        demo.place(article, entry["on"], number, views=entry["views"], state=state)
    for order, title in enumerate(demo.texts.site()["highlights"]["titles"]):
        demo.make(Highlight, article=Article.objects.get(title=title), order=order)


def _make_lead(demo, entry):
    if "picture" not in entry:
        return None
    alt = demo.texts.description(entry["picture"])
    return demo.make_picture(entry["picture"], title=entry["title"][:200], alt=alt, caption=f"{alt}.")


def _related(entry, rows):
    """The two published articles that share most tags, the newer first; none without a shared tag."""
    others = [
        (len(set(entry["tags"]) & set(other["tags"])), other["on"], article)
        for article, other in rows
        if other is not entry and "state" not in other
    ]
    shared = sorted((row for row in others if row[0]), key=lambda row: row[:2], reverse=True)
    return [article for *_, article in shared[:2]]
