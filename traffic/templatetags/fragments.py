from django import template
from django.template.base import Node, NodeList, TemplateSyntaxError

from traffic.fragments import kept

register = template.Library()


@register.tag("kept")
def parse_kept(parser, token):
    """{% kept "footer" %}…{% endkept %}, {% kept "most-read" 300 %}…: a part of many pages, kept a while (seconds).

    What is inside must depend on nothing but what is announced, the clock and the site's settings.
    """
    words = token.split_contents()[1:]
    if not 1 <= len(words) <= 2:
        raise TemplateSyntaxError('{% kept "name" [seconds] %}')
    nodes = parser.parse(["endkept"])
    parser.delete_first_token()
    return Kept(words[0].strip("\"'"), float(words[1]) if words[1:] else float("inf"), nodes)


class Kept(Node):
    def __init__(self, name: str, max_age: float, nodelist: NodeList):
        self.name, self.max_age, self.nodelist = name, max_age, nodelist

    def render(self, context):
        request = context.get("request")
        environ = request.environ if request else {}
        return kept(environ, self.name, lambda: self.nodelist.render(context), max_age=self.max_age)
