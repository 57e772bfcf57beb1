from django.contrib import admin
from django.http import HttpResponseRedirect
from django.urls import reverse

from portal.pages.models import SiteSettings


@admin.register(SiteSettings)
class SiteSettingsAdmin(admin.ModelAdmin):
    """One record: its list leads straight to its form."""

    autocomplete_fields = ["emblem"]
    fieldsets = [
        ("Tên gọi", {"fields": ["organisation", "province", "tagline", "emblem"]}),
        ("Chịu trách nhiệm", {"fields": ["responsible_person", "licence"]}),
        ("Liên hệ", {"fields": ["address_line", "phone", "email"]}),
    ]

    def changelist_view(self, request, extra_context=None):
        if not self.has_view_or_change_permission(request):
            return super().changelist_view(request, extra_context)
        if not SiteSettings.objects.filter(pk=1).exists():
            SiteSettings(pk=1).save()
        return HttpResponseRedirect(reverse("admin:pages_sitesettings_change", args=[1]))

    def has_add_permission(self, request):
        return False

    def has_delete_permission(self, request, obj=None):
        return False
