"""The record as an author of whoever may write: readers see that name under the articles."""

from django.db import transaction
from django.db.models.signals import m2m_changed

from news.models import Author
from portal.accounts.models import User
from publishing.audit_log import record
from publishing.audited_admin import row_values
from publishing.similar_names import similarly_named
from vietnamese.folding import tone_key


def connect_receivers():
    m2m_changed.connect(_given_roles, sender=User.groups.through, dispatch_uid="accounts.author_record")


def _given_roles(instance, action, pk_set, reverse, **kwargs):
    if action == "post_add":
        for user in User.objects.filter(pk__in=pk_set) if reverse else [instance]:
            give_author_record(user)


@transaction.atomic
def give_author_record(user):
    """Link the account of somebody who may write to their author record; return that, or None where nothing was done.

    Nothing is done for an account that has one, may not write, or has no full name. An author of that name who has no
    account yet is taken, else one is made. Names that differ in an accent are two people's, unless one of the two was
    typed without accents.
    """
    user = User.objects.select_for_update().get(pk=user.pk)  # with the permissions that it has now
    has_full_name = user.last_name and user.first_name
    if not has_full_name or Author.objects.filter(user=user).exists() or not user.has_perm("publishing.submit"):
        return None
    name = user.get_full_name()
    author = _unlinked_author(name) or Author(name=name[: Author._meta.get_field("name").max_length])
    before = row_values(author) if author.pk else None
    author.user = user
    author.save()
    record("change" if before else "add", author, before=before, after=row_values(author))
    return author


def give_missing_records():
    """The same for everybody; how many were linked."""
    return sum(1 for user in User.objects.filter(is_active=True, author=None) if give_author_record(user))


def _unlinked_author(name):
    """The author whose name this is, of several the first that is spelled alike; None for a name of nobody's yet."""
    found = list(similarly_named(Author.objects.filter(user=None), name))
    alike = [author for author in found if _spelling(author.name) == _spelling(name)]
    without_accents = [author for author in found if author.name.isascii() or name.isascii()]
    return next(iter([*alike, *without_accents]), None)


def _spelling(name):
    return [tone_key(syllable) for syllable in name.lower().split()]
