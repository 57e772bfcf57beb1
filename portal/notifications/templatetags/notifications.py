from django import template

from portal.notifications.bell import shown_number, unread_number

register = template.Library()


@register.simple_tag
def unread_notifications(user):
    """{% unread_notifications user as unread %}: the number for the masthead, "" for none."""
    return shown_number(unread_number(user))
