"""Model fields for Vietnamese text: cleaned, folded for search, sortable, and slugs."""

import re

from django.core.validators import URLValidator
from django.db import models, transaction
from django.db.models.fields.related_descriptors import ManyToManyDescriptor
from django.utils.functional import cached_property

from publishing.choice_fields import OrderedChoiceField
from vietnamese.collation import name_sort_key, sort_key
from vietnamese.folding import clean, clean_line, fold
from vietnamese.slugs import slugify

SLUG = re.compile("[-a-zA-Z0-9_]+")  # as Django's path converter `slug`


class PlainInMigrations:
    """Migrations name the field that it is to the database, `migrated_as`: none of ours changes the table."""

    def deconstruct(self):
        name, _, args, kwargs = super().deconstruct()
        return name, self.migrated_as, args, kwargs


class CleanedField(PlainInMigrations):
    """Cleans every value that is written: by a form, code, `update()` or loaddata."""

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


class LineField(CleanedField, models.CharField):
    """One line of text: NFC, no control characters, single spaces."""

    migrated_as = "django.db.models.CharField"
    cleaner = staticmethod(clean_line)


class WebAddressField(PlainInMigrations, models.URLField):
    """The address of a page elsewhere: http or https alone, https when no scheme is typed."""

    migrated_as = "django.db.models.URLField"
    default_validators = [URLValidator(schemes=["http", "https"])]

    def formfield(self, **kwargs):
        return super().formfield(**{"assume_scheme": "https", **kwargs})


class PlainTextField(CleanedField, models.TextField):
    """Several lines of plain text: NFC, no control characters."""

    migrated_as = "django.db.models.TextField"
    cleaner = staticmethod(clean)


class SlugFromField(PlainInMigrations, models.SlugField):
    """A slug made from another field when none is typed.

    `fallback` is used for a text that leaves no letter. Where slugs are unique, a number is
    added until this one is.
    """

    migrated_as = "django.db.models.SlugField"

    def __init__(self, source=None, *, fallback="khong-ten", **kwargs):
        self.source, self.fallback = source, fallback
        kwargs.setdefault("max_length", 120)
        kwargs.setdefault("blank", True)
        kwargs.setdefault("verbose_name", "đường dẫn")
        super().__init__(**kwargs)

    def from_db_value(self, value, expression, connection):
        """A row that was written by SQL without a slug, or with an invalid one, still gets an address."""
        return value if value is None or SLUG.fullmatch(value) else slugify(value) or self.fallback

    def pre_save(self, instance, add):
        slug = slugify(getattr(instance, self.attname) or getattr(instance, self.source), max_length=self.max_length)
        slug = self._unused_slug(slug or self.fallback, instance) if self.unique else slug or self.fallback
        setattr(instance, self.attname, slug)
        return slug

    def _unused_slug(self, slug, instance):
        stem = slug[: self.max_length - 6].rstrip("-")
        others = type(instance)._base_manager.exclude(pk=instance.pk)
        taken = set(others.filter(**{f"{self.attname}__startswith": stem}).values_list(self.attname, flat=True))
        numbers = (f"{stem}-{number}" for number in range(2, len(taken) + 3))
        return slug if slug not in taken else next(free for free in numbers if free not in taken)


class _DerivedField(PlainInMigrations):
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
    """The named fields without accents and case, one a line, for the admin's search."""

    migrated_as = "django.db.models.TextField"

    def derive(self, instance):
        return "\n".join(fold(str(getattr(instance, source) or "")) for source in self.sources)


class CodePointField(models.CharField):
    """A text that is compared by code points, whatever the database's collation."""

    def db_parameters(self, connection):
        parameters = super().db_parameters(connection)
        return {**parameters, "collation": "C"} if connection.vendor == "postgresql" else parameters


class SortKeyField(_DerivedField, CodePointField):
    """The key that puts a name in Vietnamese alphabetical order; `by_given_name` for people."""

    migrated_as = "publishing.fields.CodePointField"

    def __init__(self, *sources, by_given_name=False, **kwargs):
        self.by_given_name = by_given_name
        super().__init__(*sources, **{"max_length": 700, "db_index": True, **kwargs})

    def derive(self, instance):
        key = name_sort_key if self.by_given_name else sort_key
        return key(" ".join(str(getattr(instance, source)) for source in self.sources))[: self.max_length]


class _OrderedDescriptor(ManyToManyDescriptor):
    @cached_property
    def related_manager_cls(self):
        return _ordered_manager(super().related_manager_cls, self.through)


def _ordered_manager(manager_class, through):
    """Make a related manager that keeps the order in which things were set: the order of the through rows."""
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
            """Set the related things, in this order; nothing is written when they are set already."""
            objs = tuple(objs)
            wanted = [getattr(thing, "pk", thing) for thing in objs]
            with transaction.atomic(using=self.instance._state.db, savepoint=False):
                if wanted != list(self.values_list("pk", flat=True)):
                    super().set(objs, clear=True, through_defaults=through_defaults)

    return OrderedManager


class OrderedManyToManyField(PlainInMigrations, models.ManyToManyField):
    """A many-to-many relation that keeps the order: through rows are read in the order they were created."""

    migrated_as = "django.db.models.ManyToManyField"

    def contribute_to_class(self, cls, name, **kwargs):
        super().contribute_to_class(cls, name, **kwargs)
        setattr(cls, self.name, _OrderedDescriptor(self.remote_field, reverse=False))

    def formfield(self, **kwargs):
        return super().formfield(**{"form_class": OrderedChoiceField, **kwargs})

    def value_from_object(self, instance):
        return list(getattr(instance, self.name).all()) if instance.pk else []
