from django import template
from django.contrib.contenttypes.models import ContentType

from publishing.comments import NoteForm, may_comment
from publishing.models import Note

register = template.Library()


@register.inclusion_tag("publishing/admin/comments.html", takes_context=True)
def staff_comments(context, thing):
    """{% staff_comments original %}: the notes on a thing and a button that makes a copy of it, below its form."""
    return {
        "thing": thing,
        "user": context["user"],
        "notes": Note.objects.of(thing),
        "form": NoteForm() if may_comment(thing, context["user"]) else None,
        "may_duplicate": context["has_add_permission"],
    }


@register.simple_tag
def count_notes(worklists):
    """{% count_notes worklists %}: sets on each thing of the lists the number of its open notes, in one query."""
    things = [thing for _, things in worklists for thing in things]
    counts_by_thing = Note.objects.of(*things).unresolved().counts_by_thing()
    for thing in things:
        thing.waiting_notes = counts_by_thing.get((ContentType.objects.get_for_model(thing).pk, thing.pk), 0)
    return ""
