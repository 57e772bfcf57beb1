from django import template

from publishing.error_isolation import result_or_default, row_label

register = template.Library()


@register.tag
def skip_on_error(parser, token):
    """{% skip_on_error article %}…{% endskip_on_error %}: the row's HTML, or nothing at all where it raises."""
    thing = parser.compile_filter(token.split_contents()[1])
    nodes = parser.parse(["endskip_on_error"])
    parser.delete_first_token()
    return SkipOnErrorNode(thing, nodes)


class SkipOnErrorNode(template.Node):
    def __init__(self, thing, nodelist):
        self.thing, self.nodelist = thing, nodelist

    def render(self, context):
        """Render in a context of its own: variables set before the error do not remain."""
        name = f"{row_label(self.thing.resolve(context))} ({self.origin.template_name})"
        before = len(context.dicts)
        try:
            return result_or_default("", lambda: self._rendered(context), name)
        finally:
            del context.dicts[before:]

    def _rendered(self, context):
        with context.push():
            return self.nodelist.render(context)
