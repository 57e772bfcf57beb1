from publishing.models.announced import Announced, AnnouncedQuerySet, announced_once
from publishing.models.collection import CollectionModel
from publishing.models.event import Event
from publishing.models.note import Note
from publishing.models.presence import Presence
from publishing.models.publishable import Publishable, PublishableQuerySet
from publishing.models.revision import Revision, person, save_revision
from publishing.models.saved_filter import SavedFilter
from publishing.models.seal import Seal, UnsealedEvent
from publishing.models.share_link import ShareLink
from publishing.models.snapshot import TextSnapshot, column_digests, stored_value, versioned_columns
from publishing.models.states import CLOSED_STATES, PUBLIC_STATES, RevisionState, State, Withdrawal
from publishing.models.submission import Submission
from publishing.models.unsaved_form import UnsavedForm
