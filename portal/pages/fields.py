"""Model fields: an address to link to, and values that a page derives from its ancestors."""

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q

from publishing.fields import CodePointField, PlainInMigrations
from publishing.richtext_grammar import LINK_PATTERN


def validate_address(address):
    """Refuse what is neither a path of this site nor an external URL, by the rule for links in a text."""
    if not LINK_PATTERN.fullmatch(address) or not address.lower().startswith(("/", "http")):
        raise ValidationError("Gõ địa chỉ bắt đầu bằng https:// hoặc, nếu là trang của cổng này, bằng một dấu /.")


class AddressField(PlainInMigrations, models.CharField):
    """The address of a page: of this site, beginning with one `/`, or elsewhere, http or https."""

    migrated_as = "django.db.models.CharField"
    default_validators = [validate_address]


def address_constraint(name):
    """The constraint on an AddressField `url`: only http and https, and no foreign host without a scheme; or empty."""
    at_home = Q(url__startswith="/") & ~Q(url__startswith="//")
    elsewhere = Q(url__istartswith="https://") | Q(url__istartswith="http://")
    return models.CheckConstraint(
        condition=Q(url="") | at_home & ~Q(url__startswith="/\\") | elsewhere,
        name=name,
        violation_error_message="Gõ địa chỉ bắt đầu bằng https:// hoặc bằng một dấu /.",
    )


class _TreeField(PlainInMigrations, CodePointField):
    """The value of the parent's column, a separator, and the page's own part; computed at every save."""

    migrated_as = "publishing.fields.CodePointField"
    separator = ""

    def own_part(self, page):
        raise NotImplementedError

    def pre_save(self, page, add):
        above = f"{getattr(page.parent, self.attname)}{self.separator}" if page.parent_id else ""
        setattr(page, self.attname, above + self.own_part(page))
        return getattr(page, self.attname)


class PathField(_TreeField):
    """The slugs from the top of the tree down to a page: its address."""

    separator = "/"

    def own_part(self, page):
        return page.slug


class PositionField(_TreeField):
    """A sort key that puts each page before its descendants, and siblings in their order.

    The separator sorts before every character of an own part.
    """

    separator = " "

    def own_part(self, page):
        return f"{page.order:05}{page.slug}"
