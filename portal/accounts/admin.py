"""Staff: users, the roles as data, permissions per category."""

from django.contrib import admin, messages
from django.contrib.auth.admin import Group  # whose module registers it
from django.http import HttpResponseRedirect
from django.urls import reverse
from django_otp.plugins.otp_static.admin import StaticDevice
from django_otp.plugins.otp_totp.admin import TOTPDevice

from news.models import Author
from portal.accounts import password_links
from portal.accounts.administrators import is_administrator, lock_administrators
from portal.accounts.author_records import give_author_record
from portal.accounts.models import PasswordLink, User
from portal.accounts.rights_review import RightsReviewMixin
from portal.accounts.second_factor_reset import SecondFactorResetMixin
from portal.accounts.sign_in_page import SignInPageMixin
from portal.accounts.user_form import RolesField, UserForm
from portal.outbox.letters import queue_letter, tell_admins
from publishing.admin import FoldedSearchInMemory
from publishing.bigints import parse_bigint
from publishing.conflict_admin import ConflictCheckedAdmin

admin.site.unregister(Group)  # the roles are data: portal/accounts/roles.py
admin.site.unregister([TOTPDevice, StaticDevice])  # it shows secrets; see portal/accounts/second_factor_page.py


@admin.register(User)
class UserAdmin(SignInPageMixin, SecondFactorResetMixin, RightsReviewMixin, FoldedSearchInMemory, ConflictCheckedAdmin):
    """Administrators invite and disable people and give them roles; nobody is made a superuser here."""

    form = UserForm
    change_list_template = "accounts/admin/users.html"
    change_form_template = "accounts/admin/user.html"
    list_display = ["username", "full_name", "roles", "status", "last_seen_at"]
    list_filter = ["is_active", "groups"]
    search_fields = ["last_name", "first_name", "username", "email"]
    ordering = ["username"]
    autocomplete_fields = ["categories"]
    fieldsets = [
        (None, {"fields": ["username", "last_name", "first_name", "email"]}),
        ("Quyền", {"fields": ["is_active", "groups", "categories"]}),
    ]

    def get_queryset(self, request):
        return super().get_queryset(request).prefetch_related("groups")

    def get_object(self, request, object_id, from_field=None):
        if request.method == "POST" and (pk := parse_bigint(object_id)):
            lock_administrators(pk)
        return super().get_object(request, object_id, from_field)

    def formfield_for_manytomany(self, db_field, request, **kwargs):
        if db_field.name == "groups":
            return db_field.formfield(form_class=RolesField, queryset=Group.objects.order_by("pk"))
        return super().formfield_for_manytomany(db_field, request, **kwargs)

    def has_change_permission(self, request, obj=None):
        return super().has_change_permission(request, obj) and (obj is None or request.user.may_manage(obj))

    def has_delete_permission(self, request, obj=None):
        """Accounts are disabled, not deleted: the audit log names them."""
        return False

    def save_model(self, request, obj, form, change):
        obj.is_staff = True
        if not change:
            obj.set_unusable_password()  # the first one is its owner's
        super().save_model(request, obj, form, change)
        if change and "email" in form.changed_data:
            self._leave_address(obj, form.initial["email"], by=request.user)

    def _leave_address(self, user, address, *, by):
        """Links that went to the old address are void; who is there is told, since the account may be taken over.

        ADMINS are told whatever the person's role: it could be taken away before the change and given back after it.
        """
        PasswordLink.objects.filter(user=user).delete()
        said = f"E-mail của tài khoản {user.username} vừa được đổi thành một địa chỉ khác."
        queue_letter(address, "E-mail đã đổi", f"{said} Nếu bạn không biết việc này, hãy báo ngay người quản trị.")
        tell_admins(
            "E-mail của một tài khoản đã đổi", f"{said} Người đổi: {by}. Nếu việc này lạ, hãy hỏi chủ tài khoản."
        )

    def save_related(self, request, form, formsets, change):
        user = form.instance
        had_author = Author.objects.filter(user=user).exists()
        was = change and form.initial["is_active"] and is_administrator(user)
        super().save_related(request, form, formsets, change)
        if user.is_active and not was and is_administrator(user):
            said = f"{user} vừa được {request.user} giao quyền quản trị."
            tell_admins("Có người quản trị mới", f"{said} Nếu việc này không đúng, hãy khóa tài khoản ấy.")
        give_author_record(user)  # for who has had a role before, and a name only now
        if not had_author and (author := Author.objects.filter(user=user).first()):
            messages.info(request, f"Tác giả “{author}” được gắn với tài khoản này, và điền sẵn trong bài mới.")
        if not change and password_links.by_mail(user):
            password_links.give_link(user, by=request.user)

    def response_add(self, request, obj, post_url_continue=None):
        """Lead to the page from which the invitation is sent or handed over."""
        if "_addanother" in request.POST:
            return super().response_add(request, obj, post_url_continue)
        if password_links.by_mail(obj):
            messages.success(request, f"Đã thêm {obj}. {password_links.sending_words('Thư mời', obj)}")
        else:
            messages.warning(request, f"Đã thêm {obj}. Hãy tạo liên kết mời và đưa tận tay người ấy.")
        return HttpResponseRedirect(reverse("admin:accounts_user_sign_in", args=[obj.pk]))

    @admin.display(description="họ và tên", ordering="last_name")
    def full_name(self, user):
        return user.get_full_name()

    @admin.display(description="tình trạng", ordering="is_active")
    def status(self, user):
        return "Đang hoạt động" if user.is_active else "Đã khóa"

    @admin.display(description="vai trò")
    def roles(self, user):
        return ", ".join(group.name for group in user.groups.all())
