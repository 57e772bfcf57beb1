from django.contrib.auth.models import Group, Permission
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from portal.accounts.roles import ROLES
from publishing.record import record


class Command(BaseCommand):
    help = "Ghi các vai trò của tòa soạn (portal/accounts/roles.py) vào các nhóm quyền."

    @transaction.atomic
    def handle(self, *args, **options):
        known = {
            f"{app}.{code}": pk
            for pk, app, code in Permission.objects.values_list("pk", "content_type__app_label", "codename")
        }
        for name, wanted in ROLES.items():
            if unknown := set(wanted) - known.keys():
                raise CommandError(f"Không có quyền {', '.join(sorted(unknown))}. Hãy chạy “manage.py migrate” trước.")
            group, _ = Group.objects.get_or_create(name=name)
            held = {name for name, pk in known.items() if pk in set(group.permissions.values_list("pk", flat=True))}
            if held != set(wanted):
                group.permissions.set({known[permission] for permission in wanted})
                record("roles", group, before={"permissions": sorted(held)}, after={"permissions": sorted(wanted)})
        if options["verbosity"]:
            self.stdout.write(f"Đã ghi {len(ROLES)} vai trò: {', '.join(ROLES)}.")
