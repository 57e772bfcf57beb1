from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.template.response import TemplateResponse
from django.urls import path

from portal.record.export import as_csv
from portal.record.forms import RecordForm
from publishing.models import Event
from publishing.record import deeds, record
from publishing.recorded import RecordedAdmin

ON_A_PAGE = 50


@admin.register(Event)
class EventAdmin(RecordedAdmin):
    """The record is read, filtered and copied; nobody adds to it by hand, changes it or takes anything out."""

    fields = ["at", "deed", "kind", "thing_text", "by_text", "note", "address", "user_agent"]
    change_form_template = "record/event.html"

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False

    def get_readonly_fields(self, request, obj=None):
        return self.fields

    def get_urls(self):
        export = path("export/", self.admin_site.admin_view(self.export_view), name="publishing_event_export")
        return [export, *super().get_urls()]

    def changelist_view(self, request, extra_context=None):
        """One page of the record, found by key: as quick at any depth."""
        form = self._form(request)
        events = list(form.events()[: ON_A_PAGE + 1])
        following = request.GET.copy()
        following["truoc"] = events[ON_A_PAGE - 1].pk if len(events) > ON_A_PAGE else ""
        context = {
            **self.admin_site.each_context(request),
            "title": "Nhật ký",
            "opts": self.opts,
            "form": form,
            "events": events[:ON_A_PAGE],
            "following": following.urlencode() if following["truoc"] else "",
        }
        return TemplateResponse(request, "record/events.html", context)

    def export_view(self, request):
        """The whole of what the form asks for, as a file; taking a copy is recorded too."""
        form = self._form(request)
        record("export", thing_text="Nhật ký", by=request.user, note=request.GET.urlencode())
        return as_csv(form.events())

    def _form(self, request):
        if not self.has_view_permission(request):
            raise PermissionDenied
        return RecordForm(request.GET)

    @admin.display(description="việc")
    def deed(self, event):
        return deeds().get(event.name, event.name)

    @admin.display(description="loại")
    def kind(self, event):
        return event.content_type.name if event.content_type else "-"
