from django.contrib import admin
from django.contrib.auth.admin import UserAdmin as DjangoUserAdmin
from django.contrib.auth.models import Group

from portal.accounts.models import User

admin.site.unregister(Group)  # the roles are data: portal/accounts/roles.py


@admin.register(User)
class UserAdmin(DjangoUserAdmin):
    """Administrators create and disable users and give them roles; what makes a superuser is not asked here."""

    list_display = ["username", "full_name", "roles", "is_active", "last_login"]
    list_filter = ["is_active", "groups"]
    ordering = ["username"]
    filter_horizontal = []
    autocomplete_fields = ["categories"]
    fieldsets = [
        (None, {"fields": ["username", "password"]}),
        ("Họ tên và liên hệ", {"fields": ["last_name", "first_name", "email"]}),
        ("Quyền", {"fields": ["is_active", "groups", "categories"]}),
        ("Thời gian", {"fields": ["last_login", "date_joined"]}),
    ]
    add_fieldsets = [
        (None, {"fields": ["username", "last_name", "first_name", "usable_password", "password1", "password2", "groups"]}),
    ]
    readonly_fields = ["last_login", "date_joined"]

    def get_queryset(self, request):
        return super().get_queryset(request).prefetch_related("groups")

    def has_change_permission(self, request, obj=None):
        above = obj is not None and obj.is_superuser and not request.user.is_superuser
        return super().has_change_permission(request, obj) and not above

    def has_delete_permission(self, request, obj=None):
        """Accounts are disabled, not deleted: the record names them."""
        return False

    def save_model(self, request, obj, form, change):
        obj.is_staff = True
        super().save_model(request, obj, form, change)

    @admin.display(description="họ và tên", ordering="last_name")
    def full_name(self, user):
        return user.get_full_name()

    @admin.display(description="vai trò")
    def roles(self, user):
        return ", ".join(group.name for group in user.groups.all())
