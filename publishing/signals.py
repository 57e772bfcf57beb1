"""The one signal that lower floors send to higher ones."""

from django.dispatch import Signal

# Sent inside the transaction that changed something readers see, with
#   sender          the model class
#   thing           the instance, or None for a bulk change (many at once)
#   pks             with a bulk change alone: the set of their primary keys, or None when they are not known
#   address_before  the path the thing had before, None when it is new, has none, or is not known
#   deleted         whether the thing is gone
#   successor       with a deletion: the thing it was merged into, or None
# Receivers are connected in portal/apps.py and nowhere else.
changed = Signal()
