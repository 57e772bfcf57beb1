from django import template
from django.utils.html import format_html
from django.utils.timezone import localtime

register = template.Library()


@register.simple_tag
def day_of(moment):
    """{% day_of article.publish_at %}: the day as people write it, 24/11/2026, with the whole moment in `datetime`."""
    local = localtime(moment)
    return format_html('<time datetime="{}">{}</time>', f"{local:%Y-%m-%dT%H:%M:%S%z}", f"{local:%d/%m/%Y}")
