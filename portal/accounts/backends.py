from django.contrib.auth.backends import ModelBackend


class CategoryBackend(ModelBackend):
    """Django's own permissions, bound to the user's categories where a thing belongs to one.

    Django's backend answers no to every `has_perm(perm, obj)`; this one answers by the user's groups and
    `obj.section()`. A user with no categories, and a thing with no section, are not restricted.
    """

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
