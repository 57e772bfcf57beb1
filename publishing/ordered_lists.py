"""Lists whose rows are put in order in place: by dragging, buttons and keys, without a script by typing numbers."""

from django.contrib.admin.views.main import ORDER_VAR
from django.forms import Script

ORDER_FIELD = "order"


class OrderedRowForm:
    """Mixin of the form of a row: its number tells `static/publishing/ordering.js` among which rows it counts."""

    ordered_by = None  # the OrderedListMixin; None while the list is sorted by another column

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.ordered_by:
            group = self.ordered_by.order_group(self.instance)
            attributes = {"data-order-key": self.instance.pk, "data-order-group": "" if group is None else group}
            if self.ordered_by.is_tree:
                attributes["data-order-tree"] = ""
            self.fields[ORDER_FIELD].widget.attrs.update(attributes)


class OrderedListMixin:
    """Part of a `ConflictCheckedAdmin` whose list has the column `order`, by which it is sorted."""

    list_editable = [ORDER_FIELD]
    is_tree = False  # whether a row's group is the key of a row of the same list, below which it is shown

    class Media:
        js = [Script("publishing/ordering.js", defer=True)]

    def order_group(self, row):
        """The key of what a row is listed under, or None: rows that share it are ordered among themselves."""
        return

    def get_changelist_form(self, request, **kwargs):
        form = super().get_changelist_form(request, **kwargs)
        ordered_by = None if ORDER_VAR in request.GET else self
        return type(form)(form.__name__, (OrderedRowForm, form), {"ordered_by": ordered_by})
