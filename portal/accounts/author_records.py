"""The record as an author of whoever may write: readers see that name under the articles."""

from django.db import transaction
from django.db.models.signals import m2m_changed

from news.models import Author
from portal.accounts.models import User
from publishing.audit_log import record
from publishing.audited_admin import row_values
from publishing.similar_names import row_of_that_name


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
    account yet is taken, else one is made.
    """
    user = User.objects.select_for_update().get(pk=user.pk)  # with the permissions that it has now
    has_full_name = user.last_name and user.first_name
    if not has_full_name or Author.objects.filter(user=user).exists() or not user.has_perm("publishing.submit"):
        return None
    name = user.get_full_name()
    known = Author.objects.filter(user=None)
    author = row_of_that_name(known, name) or Author(name=name[: Author._meta.get_field("name").max_length])
    before = row_values(author) if author.pk else None
    author.user = user
    author.save()
    record("change" if before else "add", author, before=before, after=row_values(author))
    return author


def give_missing_records():
    """The same for everybody; how many were linked."""
    return sum(1 for user in User.objects.filter(is_active=True, author=None) if give_author_record(user))
