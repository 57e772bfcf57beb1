from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import path, reverse

from portal.watch.models import Finding, Run
from portal.watch.running import KINDS, mark_seen
from publishing.audited_admin import AuditedAdmin
from publishing.bigints import parse_bigint

FINDINGS_A_PAGE = 200


@admin.register(Finding)
class FindingAdmin(AuditedAdmin):
    """What the latest run of `watch` found: one page, with a button that says who has looked."""

    def get_urls(self):
        view = self.admin_site.admin_view(self.changelist_view)
        return [path("", view, name="watch_finding_changelist")]

    def has_add_permission(self, request):
        return False

    def changelist_view(self, request, extra_context=None):
        if not self.has_view_permission(request):
            raise PermissionDenied
        if request.method == "POST":
            if mark_seen(parse_bigint(request.POST.get("finding", "")), by=request.user):
                return HttpResponseRedirect(reverse("admin:watch_finding_changelist"))
            messages.error(request, "Điều ấy không còn trong danh sách vừa được lập lại. Hãy xem danh sách dưới đây.")
        findings = list(Finding.objects.order_by("seen_at", "-pk")[:FINDINGS_A_PAGE])
        for finding in findings:
            finding.kind_label = KINDS.get(finding.kind, finding.kind)
        context = {
            **self.admin_site.each_context(request),
            "title": "Canh giữ trang",
            "opts": self.opts,
            "findings": findings,
            "total": Finding.objects.count(),
            "latest": Run.objects.first(),
        }
        return TemplateResponse(request, "watch/findings.html", context)
