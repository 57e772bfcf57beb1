from django import template

from publishing.share_link_admin import SECTION, section_context

register = template.Library()


@register.inclusion_tag(SECTION, takes_context=True)
def share_links(context, thing):
    """{% share_links original.public_copy %}: the links to a thing for who has no account, below its form."""
    return {"user": context["user"], **section_context(thing)}
