from django.apps import apps
from django.contrib.auth.models import Group, Permission
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from portal.accounts.author_records import give_missing_records
from portal.accounts.roles import ROLES, permissions_by_role
from publishing.audit_log import record


class Command(BaseCommand):
    help = (
        "Ghi các vai trò của tòa soạn (portal/accounts/roles.py) vào các nhóm quyền; gắn tác giả với tài khoản được "
        "viết bài mà chưa có."
    )

    @transaction.atomic
    def handle(self, *args, **options):
        known = {
            f"{app}.{code}": pk
            for pk, app, code in Permission.objects.values_list("pk", "content_type__app_label", "codename")
        }
        for name, permissions in permissions_by_role().items():
            wanted = {each for each in permissions if each.partition(".")[0] in apps.app_configs}
            if unknown := wanted - known.keys():
                raise CommandError(f"Không có quyền {', '.join(sorted(unknown))}. Hãy chạy “manage.py migrate” trước.")
            group, _ = Group.objects.get_or_create(name=name)
            for former in Group.objects.filter(name__in=ROLES[name].formerly):
                group.user_set.add(*former.user_set.all())
                former.delete()
                record("roles", group, before={"name": former.name}, after={"name": name})
            granted = set(group.permissions.values_list("pk", flat=True))
            held = {permission for permission, pk in known.items() if pk in granted}
            if held != wanted:
                group.permissions.set({known[permission] for permission in wanted})
                record("roles", group, before={"permissions": sorted(held)}, after={"permissions": sorted(wanted)})
        linked = give_missing_records()
        if options["verbosity"]:
            self.stdout.write(f"Đã ghi {len(ROLES)} vai trò: {', '.join(ROLES)}.")
        if options["verbosity"] and linked:
            self.stdout.write(f"Đã gắn tác giả với {linked} tài khoản được viết bài.")
