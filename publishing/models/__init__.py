from publishing.models.announced import Announced, AnnouncedQuerySet
from publishing.models.note import Note
from publishing.models.presence import Presence
from publishing.models.publishable import Publishable, PublishableQuerySet, State, Withdrawal
from publishing.models.record import Event, Revision, RevisionState
from publishing.models.submission import Submission

__all__ = [
    "Announced",
    "AnnouncedQuerySet",
    "Event",
    "Note",
    "Presence",
    "Publishable",
    "PublishableQuerySet",
    "Revision",
    "RevisionState",
    "State",
    "Submission",
    "Withdrawal",
]
