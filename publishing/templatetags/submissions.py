from django import template
from django.utils.html import format_html

from publishing.submissions import FORM_INPUT_NAME, new_token, shown_token

register = template.Library()


@register.simple_tag(takes_context=True)
def form_token(context):
    """{% form_token %}: inside a form that is to be saved once, however often it is sent."""
    return format_html('<input type="hidden" name="{}" value="{}">', FORM_INPUT_NAME, new_token(context["user"]))


@register.simple_tag(takes_context=True)
def form_token_again(context):
    """{% form_token_again %}: the same for the form that the page is about: refused, it is shown with its own token."""
    return format_html('<input type="hidden" name="{}" value="{}">', FORM_INPUT_NAME, shown_token(context["request"]))
