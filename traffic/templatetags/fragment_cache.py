from django import template
from django.template.base import Node, NodeList, TemplateSyntaxError

from traffic.fragment_cache import cached_fragment

register = template.Library()


@register.tag("cached")
def parse_cached(parser, token):
    """{% cached "footer" %}…{% endcached %}, {% cached "most-read" 300 %}…: a cached fragment, at most 300 seconds old.

    What is inside may depend only on announced changes, the clock and the site's settings.
    """
    words = token.split_contents()[1:]
    if not 1 <= len(words) <= 2:
        raise TemplateSyntaxError('{% cached "name" [seconds] %}')
    nodes = parser.parse(["endcached"])
    parser.delete_first_token()
    return CachedNode(words[0].strip("\"'"), float(words[1]) if words[1:] else float("inf"), nodes)


class CachedNode(Node):
    def __init__(self, name: str, max_age: float, nodelist: NodeList):
        self.name, self.max_age, self.nodelist = name, max_age, nodelist

    def render(self, context):
        request = context.get("request")
        environ = request.environ if request else {}
        return cached_fragment(environ, self.name, lambda: self.nodelist.render(context), max_age=self.max_age)
