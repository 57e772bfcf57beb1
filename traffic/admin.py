"""The number of views, as a column of the admin's lists."""

from django.contrib import admin
from django.utils.html import format_html

from traffic.statistics import totals
from vietnamese.numbers import format_integer


class ViewsColumn:
    """A list with the column `views`, one query for the page."""

    def get_changelist_instance(self, request):
        changelist = super().get_changelist_instance(request)
        for thing, views in totals(changelist.result_list).items():
            thing.read_times = views
        return changelist

    @admin.display(description="lượt xem")
    def views(self, thing):
        return format_html('{}<span class="unit"> lượt xem</span>', format_integer(thing.read_times))
