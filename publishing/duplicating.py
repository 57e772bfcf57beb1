"""A new draft with the text of something there is."""

from django.core.exceptions import ValidationError
from django.db import transaction

from publishing import revisions
from publishing.record import DEEDS, record

DEEDS["duplicate"] = "Nhân bản"
MOST = 50  # copies beside each other, where their addresses must differ


@transaction.atomic
def duplicate(thing, *, by):
    """Write a draft of `by` with the versioned fields of a thing as its row holds them, and answer it.

    It has its own title, `… (bản sao)`, and its own slug; nothing of the life of the other: no dates, no views.
    Raises ValidationError where so many copies stand already that no name is left.
    """
    copy = type(thing)()
    relations = {}
    for name in thing.versioned_fields:
        field = thing._meta.get_field(name)
        if field.many_to_many:
            relations[name] = list(getattr(thing, name).all())
        else:
            value = getattr(thing, field.attname)
            setattr(copy, field.attname, value.name if hasattr(value, "storage") else value)
    _name(copy, thing.title)
    copy.save_row()
    for name, things in relations.items():
        getattr(copy, name).set(things)
    revisions.write(copy, by=by)
    record("duplicate", copy, by=by, note=f"Từ “{thing}” (mã số {thing.pk}).")
    return copy


def _name(copy, title):
    """Give it a title and a slug under which it may stand beside the others."""
    longest, slug = copy._meta.get_field("title").max_length, copy._meta.get_field("slug")
    for number in range(1, MOST + 1):
        ending = f" (bản sao {number})" if number > 1 else " (bản sao)"
        copy.title, copy.slug = title[: longest - len(ending)] + ending, ""
        slug.pre_save(copy, add=True)
        try:
            copy.validate_constraints()
        except ValidationError:
            continue
        return
    raise ValidationError(f"“{title}” đã có quá nhiều bản sao. Hãy đổi tên hoặc xóa bớt các bản sao ấy.")
