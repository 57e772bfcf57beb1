from django.contrib.auth.backends import ModelBackend

from portal.accounts.hashing import hashing_slot
from portal.accounts.throttling import SignInThrottle
from traffic.client_address import client_network


class CategoryBackend(ModelBackend):
    """Django's own permissions, restricted to the user's categories where a thing belongs to one.

    Django's backend returns False for every `has_perm(perm, obj)`; this one decides by the user's groups and
    `obj.section()`. A user with no categories, and a thing with no section, are not restricted.
    """

    def authenticate(self, request, username=None, password=None, **kwargs):
        """The user, or None; raises SignInLocked or HashingBusy before anything is hashed."""
        if username is None or password is None:
            return None
        throttle = SignInThrottle(username, client_network(request.META) if request else "")
        throttle.refuse_if_locked()
        with hashing_slot(is_sign_in=True):
            throttle.count_attempt()
            user = super().authenticate(request, username=username, password=password, **kwargs)
        throttle.succeeded() if user else throttle.failed()
        return user

    def has_perm(self, user_obj, perm, obj=None):
        if not super().has_perm(user_obj, perm):
            return False
        section = obj.section() if hasattr(obj, "section") else None
        return section is None or self._covers(user_obj, section)

    def _covers(self, user, section):
        if not hasattr(user, "covered_category_ids"):
            user.covered_category_ids = set()
            for category in user.categories.all():
                user.covered_category_ids |= category.descendant_ids()
        return not user.covered_category_ids or section.pk in user.covered_category_ids
