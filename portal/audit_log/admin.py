from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.template.response import TemplateResponse
from django.urls import path

from portal.audit_log.export import csv_response
from portal.audit_log.forms import AuditLogForm
from publishing import audit_log
from publishing.audited_admin import AuditedAdmin
from publishing.models import Event
from publishing.paging import OLDER, microseconds, write_cursor
from publishing.sealing import overdue_events

EVENTS_A_PAGE = 50


@admin.register(Event)
class EventAdmin(AuditedAdmin):
    """The audit log can be read, filtered and exported; nobody adds, changes or deletes entries by hand."""

    fields = ["at", "action_label", "kind", "thing_text", "by_text", "note", "address", "user_agent"]
    change_form_template = "audit_log/event.html"

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
        """One page of the audit log, by keyset pagination: equally fast at any depth."""
        form = self._form(request)
        events = list(form.events()[: EVENTS_A_PAGE + 1])
        following = request.GET.copy()
        last = events[EVENTS_A_PAGE - 1] if len(events) > EVENTS_A_PAGE else None
        following[OLDER] = write_cursor(microseconds(last.at), last.pk) if last else ""
        context = {
            **self.admin_site.each_context(request),
            "title": "Nhật ký",
            "opts": self.opts,
            "form": form,
            "events": events[:EVENTS_A_PAGE],
            "overdue": set(overdue_events().filter(pk__in=[event.pk for event in events]).values_list("pk", flat=True)),
            "following": following.urlencode() if last else "",
        }
        return TemplateResponse(request, "audit_log/events.html", context)

    def export_view(self, request):
        """All entries that match the form, as a file; the export is logged too."""
        form = self._form(request)
        audit_log.record("export", thing_text="Nhật ký", by=request.user, note=request.GET.urlencode())
        return csv_response(form.events())

    def _form(self, request):
        if not self.has_view_permission(request):
            raise PermissionDenied
        return AuditLogForm(request.GET)

    @admin.display(description="việc")
    def action_label(self, event):
        return audit_log.action_label(event)

    @admin.display(description="loại")
    def kind(self, event):
        return event.content_type.name if event.content_type else "-"
