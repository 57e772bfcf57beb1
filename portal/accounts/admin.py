from django.contrib import admin
from django.contrib.auth.admin import UserAdmin as DjangoUserAdmin
from django.contrib.auth.forms import AdminPasswordChangeForm
from django.contrib.auth.models import Group

from portal.accounts.models import User
from publishing.admin import FoldedSearchOfFew

admin.site.unregister(Group)  # the roles are data: portal/accounts/roles.py


class UserPasswordForm(AdminPasswordChangeForm):
    """Django's, with the one sentence that stands outside its catalogue in Vietnamese."""

    usable_password_help_text = AdminPasswordChangeForm.usable_password_help_text.replace(
        "If disabled, the current password for this user will be lost.",
        "Nếu tắt, mật khẩu hiện tại của người dùng này sẽ mất.",
    )


@admin.register(User)
class UserAdmin(FoldedSearchOfFew, DjangoUserAdmin):
    """Administrators create and disable users and give them roles; what makes a superuser is not asked here."""

    change_password_form = UserPasswordForm
    list_display = ["username", "full_name", "roles", "standing", "last_login"]
    list_filter = ["is_active", "groups"]
    search_fields = ["last_name", "first_name", "username", "email"]
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
        (
            None,
            {"fields": ["username", "last_name", "first_name", "usable_password", "password1", "password2", "groups"]},
        ),
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

    @admin.display(description="tình trạng", ordering="is_active")
    def standing(self, user):
        return "Đang hoạt động" if user.is_active else "Đã khóa"

    @admin.display(description="vai trò")
    def roles(self, user):
        return ", ".join(group.name for group in user.groups.all())
