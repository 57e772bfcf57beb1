from django import template
from django.contrib.contenttypes.models import ContentType

from publishing.beside import NoteForm, may_note
from publishing.models import Note

register = template.Library()


@register.inclusion_tag("publishing/admin/beside.html", takes_context=True)
def beside(context, thing):
    """{% beside original %}: the notes on a thing and a button that makes a copy of it, below its form."""
    return {
        "thing": thing,
        "user": context["user"],
        "notes": Note.objects.of(thing),
        "form": NoteForm() if may_note(thing, context["user"]) else None,
        "may_duplicate": context["has_add_permission"],
    }


@register.simple_tag
def count_notes(worklists):
    """{% count_notes worklists %}: tells each thing of the lists how many notes wait beside it, in one query."""
    things = [thing for _, things in worklists for thing in things]
    numbers = Note.objects.of(*things).unresolved().numbers()
    for thing in things:
        thing.waiting_notes = numbers.get((ContentType.objects.get_for_model(thing).pk, thing.pk), 0)
    return ""
