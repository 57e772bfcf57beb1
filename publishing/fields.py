"""Columns that keep Vietnamese text clean, foldable, sortable and addressable.

Each says in migrations that it is Django's plain field: none of them changes the table.
"""

import re

from django.core.validators import URLValidator
from django.db import models, transaction
from django.db.models.fields.related_descriptors import ManyToManyDescriptor
from django.utils.functional import cached_property

from vietnamese.collation import name_sort_key, sort_key
from vietnamese.folding import clean, clean_line, fold
from vietnamese.slugs import slugify

SLUG = re.compile("[-a-zA-Z0-9_]+")  # what addresses are made for: Django's converter `slug`


class _CleanedField:
    """Cleans what is written, however it arrives: form, code, `update()` or loaddata."""

    def pre_save(self, instance, add):
        value = super().pre_save(instance, add)
        if isinstance(value, str):
            value = self.cleaner(value)
            setattr(instance, self.attname, value)
        return value

    def get_db_prep_save(self, value, connection):
        return super().get_db_prep_save(self.cleaner(value) if isinstance(value, str) else value, connection)

    def to_python(self, value):
        value = super().to_python(value)
        return self.cleaner(value) if isinstance(value, str) else value


class LineField(_CleanedField, models.CharField):
    """One line of text: NFC, no control characters, single spaces."""

    cleaner = staticmethod(clean_line)

    def deconstruct(self):
        name, _, args, kwargs = super().deconstruct()
        return name, "django.db.models.CharField", args, kwargs


class WebAddressField(models.URLField):
    """The address of a page elsewhere: http or https alone, https when no scheme is typed."""

    default_validators = [URLValidator(schemes=["http", "https"])]

    def formfield(self, **kwargs):
        return super().formfield(**{"assume_scheme": "https", **kwargs})

    def deconstruct(self):
        name, _, args, kwargs = super().deconstruct()
        return name, "django.db.models.URLField", args, kwargs


class PlainTextField(_CleanedField, models.TextField):
    """Several lines of plain text: NFC, no control characters."""

    cleaner = staticmethod(clean)

    def deconstruct(self):
        name, _, args, kwargs = super().deconstruct()
        return name, "django.db.models.TextField", args, kwargs


class SlugFromField(models.SlugField):
    """A slug made from another field when none is typed.

    `fallback` stands in for a text of which no letter is left. Where slugs are unique, a number is
    added until this one is.
    """

    def __init__(self, source=None, *, fallback="khong-ten", **kwargs):
        self.source, self.fallback = source, fallback
        kwargs.setdefault("max_length", 120)
        kwargs.setdefault("blank", True)
        kwargs.setdefault("verbose_name", "đường dẫn")
        super().__init__(**kwargs)

    def deconstruct(self):
        name, _, args, kwargs = super().deconstruct()
        return name, "django.db.models.SlugField", args, kwargs

    def from_db_value(self, value, expression, connection):
        """A row that came in past the models without a slug, or with a broken one, has an address all the same."""
        return value if value is None or SLUG.fullmatch(value) else slugify(value) or self.fallback

    def pre_save(self, instance, add):
        slug = slugify(getattr(instance, self.attname) or getattr(instance, self.source), max_length=self.max_length)
        slug = self._free(slug or self.fallback, instance) if self.unique else slug or self.fallback
        setattr(instance, self.attname, slug)
        return slug

    def _free(self, slug, instance):
        stem = slug[: self.max_length - 6].rstrip("-")
        others = type(instance)._base_manager.exclude(pk=instance.pk)
        taken = set(others.filter(**{f"{self.attname}__startswith": stem}).values_list(self.attname, flat=True))
        numbers = (f"{stem}-{number}" for number in range(2, len(taken) + 3))
        return slug if slug not in taken else next(free for free in numbers if free not in taken)


class _DerivedField:
    """A column computed from others at every save, for the database to search or sort by."""

    def __init__(self, *sources, **kwargs):
        self.sources = sources
        super().__init__(**{"editable": False, "blank": True, "default": "", **kwargs})

    def derive(self, instance):
        raise NotImplementedError

    def pre_save(self, instance, add):
        value = self.derive(instance)
        setattr(instance, self.attname, value)
        return value


class FoldedField(_DerivedField, models.TextField):
    """The named fields without accents and case, one a line: what the admin's search looks in."""

    def derive(self, instance):
        return "\n".join(fold(str(getattr(instance, source) or "")) for source in self.sources)

    def deconstruct(self):
        name, _, args, kwargs = super().deconstruct()
        return name, "django.db.models.TextField", args, kwargs


class CodePointField(models.CharField):
    """A text that is compared character by character, whatever language the database was made for."""

    def db_parameters(self, connection):
        parameters = super().db_parameters(connection)
        return {**parameters, "collation": "C"} if connection.vendor == "postgresql" else parameters


class SortKeyField(_DerivedField, CodePointField):
    """The key that puts a name in Vietnamese alphabetical order; `by_given_name` for people."""

    def __init__(self, *sources, by_given_name=False, **kwargs):
        self.by_given_name = by_given_name
        super().__init__(*sources, **{"max_length": 700, "db_index": True, **kwargs})

    def derive(self, instance):
        key = name_sort_key if self.by_given_name else sort_key
        return key(" ".join(str(getattr(instance, source)) for source in self.sources))[: self.max_length]

    def deconstruct(self):
        name, _, args, kwargs = super().deconstruct()
        return name, "publishing.fields.CodePointField", args, kwargs


class _OrderedDescriptor(ManyToManyDescriptor):
    @cached_property
    def related_manager_cls(self):
        return _ordered_manager(super().related_manager_cls, self.through)


def _ordered_manager(manager_class, through):
    """Make a related manager that keeps the order in which things were set: that of the link rows."""
    link_order = f"{through._meta.db_table}.id"

    class OrderedManager(manager_class):
        def _apply_rel_filters(self, queryset):
            return super()._apply_rel_filters(queryset).extra(order_by=[link_order])

        def get_prefetch_querysets(self, instances, querysets=None):
            result = super().get_prefetch_querysets(instances, querysets)
            return (result[0].extra(order_by=[link_order]), *result[1:])

        def _get_target_ids(self, target_field_name, objs):
            found = [target for obj in objs for target in self._plain_target_ids(target_field_name, [obj])]
            return list(dict.fromkeys(found))

        _plain_target_ids = manager_class._get_target_ids  # noqa: SLF001 -- Django's own, given an order here

        def _get_missing_target_ids(self, source_field_name, target_field_name, db, target_ids):
            missing = super()._get_missing_target_ids(source_field_name, target_field_name, db, set(target_ids))
            return [target for target in target_ids if target in missing]

        def set(self, objs, *, clear=False, through_defaults=None):
            """Make these the related things, in this order; nothing is written when they are already."""
            objs = tuple(objs)
            wanted = [getattr(thing, "pk", thing) for thing in objs]
            with transaction.atomic(using=self.instance._state.db):
                if wanted != list(self.values_list("pk", flat=True)):
                    super().set(objs, clear=True, through_defaults=through_defaults)

    return OrderedManager


class OrderedManyToManyField(models.ManyToManyField):
    """A many-to-many relation that remembers the order: link rows are read in the order they were made."""

    def contribute_to_class(self, cls, name, **kwargs):
        super().contribute_to_class(cls, name, **kwargs)
        setattr(cls, self.name, _OrderedDescriptor(self.remote_field, reverse=False))

    def formfield(self, **kwargs):
        from publishing.forms import OrderedChoiceField  # forms need the models to be loaded

        return super().formfield(**{"form_class": OrderedChoiceField, **kwargs})

    def value_from_object(self, instance):
        return list(getattr(instance, self.name).all()) if instance.pk else []

    def deconstruct(self):
        name, _, args, kwargs = super().deconstruct()
        return name, "django.db.models.ManyToManyField", args, kwargs
