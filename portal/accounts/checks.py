from django.core.checks import Error, register

from portal.accounts.roles import LEVELS, ROLES
from publishing.kinds import all_descriptions


@register
def check_rights_name_levels(app_configs, **kwargs):
    """A right at a level that is none would be granted to nobody; an unknown permission, `sync_roles` refuses."""
    hint = f"Levels are {', '.join(LEVELS)}."
    for description in all_descriptions():
        for level in description.rights.keys() - LEVELS.keys():
            yield Error(f"It grants rights at the level “{level}”, which is none.", hint, description, "accounts.E001")


@register
def check_former_names_are_free(app_configs, **kwargs):
    """The people of a group of that name are moved, and it is deleted."""
    former = [name for role in ROLES.values() for name in role.formerly]
    for name in sorted(set(former)):
        if name in ROLES or former.count(name) > 1:
            yield Error(f"“{name}” is a former name of two roles, or a role.", "Leave out one.", id="accounts.E002")
