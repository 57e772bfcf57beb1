"""Columns of what staff decide: an address to lead to, and what a page takes over from the pages above it."""

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q

from publishing.fields import CodePointField
from publishing.grammar import LINK


def validate_address(address):
    """Refuse what is neither a page of this site nor one elsewhere, by the rule for links in a text."""
    if not LINK.fullmatch(address) or not address.lower().startswith(("/", "http")):
        raise ValidationError("Gõ địa chỉ bắt đầu bằng https:// hoặc, nếu là trang của cổng này, bằng một dấu /.")


class AddressField(models.CharField):
    """The address of a page: of this site, beginning with one `/`, or elsewhere, http or https."""

    default_validators = [validate_address]

    def deconstruct(self):
        name, _, args, kwargs = super().deconstruct()
        return name, "django.db.models.CharField", args, kwargs


def is_address_or_empty(name):
    """The condition of a constraint on an AddressField: no scheme but two, and no foreign host without one."""
    at_home = Q(**{f"{name}__startswith": "/"}) & ~Q(**{f"{name}__startswith": "//"})
    elsewhere = Q(**{f"{name}__istartswith": "https://"}) | Q(**{f"{name}__istartswith": "http://"})
    return Q(**{name: ""}) | at_home & ~Q(**{f"{name}__startswith": "/\\"}) | elsewhere


class _TreeField(CodePointField):
    """What the page above has in this column, a joint, and the page's own step; written at every save."""

    joint = ""

    def step(self, page):
        raise NotImplementedError

    def pre_save(self, page, add):
        above = f"{getattr(page.parent, self.attname)}{self.joint}" if page.parent_id else ""
        setattr(page, self.attname, above + self.step(page))
        return getattr(page, self.attname)

    def deconstruct(self):
        name, _, args, kwargs = super().deconstruct()
        return name, "publishing.fields.CodePointField", args, kwargs


class PathField(_TreeField):
    """The slugs from the top of the tree down to a page: its address."""

    joint = "/"

    def step(self, page):
        return page.slug


class PositionField(_TreeField):
    """A key that puts each page before those below it, and pages beside each other in their order.

    The joint sorts before anything a step can hold.
    """

    joint = " "

    def step(self, page):
        return f"{page.order:05}{page.slug}"
