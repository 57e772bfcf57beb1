from django.contrib import admin
from django.contrib.auth.admin import UserAdmin as DjangoUserAdmin
from django.contrib.auth.models import Group

from portal.accounts.forms import NewUserForm, UserForm, UserPasswordForm
from portal.accounts.models import User
from publishing.admin import FoldedSearchOfFew
from publishing.conflict_admin import ConflictCheckedAdmin, atomic_when_sent

admin.site.unregister(Group)  # the roles are data: portal/accounts/roles.py


@admin.register(User)
class UserAdmin(FoldedSearchOfFew, ConflictCheckedAdmin, DjangoUserAdmin):
    """Administrators create and disable users and give them roles; what makes a superuser is not asked here."""

    form = UserForm
    add_form = NewUserForm
    change_password_form = UserPasswordForm
    change_user_password_template = "accounts/admin/password.html"  # noqa: S105 -- a template
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
        return super().has_change_permission(request, obj) and (obj is None or request.user.may_manage(obj))

    def has_delete_permission(self, request, obj=None):
        """Accounts are disabled, not deleted: the record names them."""
        return False

    @atomic_when_sent
    def user_change_password(self, request, id, form_url=""):  # noqa: A002 -- Django's own
        return super().user_change_password(request, id, form_url)

    def save_model(self, request, obj, form, change):
        obj.is_staff = True
        super().save_model(request, obj, form, change)

    def construct_change_message(self, request, form, formsets, add=False):
        """A password's end is told here; that there is a new one, by the user itself."""
        before, after = super().construct_change_message(request, form, formsets, add=add)
        if not form.cleaned_data.get("set_usable_password", True):
            before["password"], after["password"] = "có", "đã tắt"
        return before, after

    @admin.display(description="họ và tên", ordering="last_name")
    def full_name(self, user):
        return user.get_full_name()

    @admin.display(description="tình trạng", ordering="is_active")
    def standing(self, user):
        return "Đang hoạt động" if user.is_active else "Đã khóa"

    @admin.display(description="vai trò")
    def roles(self, user):
        return ", ".join(group.name for group in user.groups.all())
