"""What the admin of everything that staff keep shares: whatever is done there stands in the record.

Django's own log is not written. What a Revision keeps is not told again.
"""

from django.contrib import admin

from publishing.record import record

SECRET = {"password"}


class RecordedAdmin(admin.ModelAdmin):
    object_history_template = "publishing/admin/record_of.html"

    def construct_change_message(self, request, form, formsets, add=False):  # noqa: FBT002 -- Django's own
        """What the form changed, for `log_addition` and `log_change`: `(before, after)`."""
        thing = form.instance if hasattr(form, "instance") else form.user
        return changes_of(form, thing)

    def log_addition(self, request, thing, message):
        _, after = message
        if not hasattr(thing, "versioned_fields"):
            record("add", thing, by=request.user, after=after)

    def log_change(self, request, thing, message):
        before, after = message
        if after:
            record("change", thing, by=request.user, before=before, after=after)

    def log_deletions(self, request, queryset):
        for thing in queryset:
            record("delete", thing, by=request.user, before=row_of(thing))


def changes_of(form, thing):
    """The fields that a saved form has changed, as they were and as they are: two of `{field: value}`."""
    before, after = {}, {}
    for field in _told_fields(thing):
        if field.name in form.changed_data:
            was, now = _told(field, form.initial.get(field.name)), _told(field, field.value_from_object(thing))
            if was != now:
                before[field.name], after[field.name] = was, now
    return before, after


def row_of(thing):
    """What a row holds, as `{field: value}`."""
    return {field.name: _told(field, field.value_from_object(thing)) for field in _told_fields(thing)}


def _told_fields(thing):
    fields = [*thing._meta.concrete_fields, *thing._meta.many_to_many]
    kept = {*SECRET, *getattr(thing, "versioned_fields", ())}
    return [field for field in fields if field.editable and not field.primary_key and field.name not in kept]


def _told(field, value):
    """A value as it can be read when what it points at is gone."""
    if field.many_to_many:
        return [_named(thing) for thing in value or ()]
    if field.is_relation:
        thing = value and field.related_model._base_manager.filter(pk=value).first()
        return thing and _named(thing)
    return value.name if hasattr(value, "storage") else value


def _named(thing):
    return f"{thing} ({thing.pk})"
