from publishing.models.announced import Announced, AnnouncedQuerySet
from publishing.models.note import Note
from publishing.models.publishable import Publishable, PublishableQuerySet, State, Withdrawal
from publishing.models.record import Event, Revision

__all__ = [
    "Announced",
    "AnnouncedQuerySet",
    "Event",
    "Note",
    "Publishable",
    "PublishableQuerySet",
    "Revision",
    "State",
    "Withdrawal",
]
