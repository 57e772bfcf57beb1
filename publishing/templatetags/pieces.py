from django import template

from publishing.pieces import name_of, piece_or

register = template.Library()


@register.tag
def piece(parser, token):
    """{% piece article %}…{% endpiece %}: what is drawn of a row, or nothing at all where it cannot be drawn."""
    thing = parser.compile_filter(token.split_contents()[1])
    nodes = parser.parse(["endpiece"])
    parser.delete_first_token()
    return Piece(thing, nodes)


class Piece(template.Node):
    def __init__(self, thing, nodelist):
        self.thing, self.nodelist = thing, nodelist

    def render(self, context):
        """Draw it in a context of its own: what was set half way does not stay."""
        name = f"{name_of(self.thing.resolve(context))} ({self.origin.template_name})"
        before = len(context.dicts)
        try:
            return piece_or("", lambda: self._drawn(context), name)
        finally:
            del context.dicts[before:]

    def _drawn(self, context):
        with context.push():
            return self.nodelist.render(context)
