"""Since when a security setting has its value: `prepare`, which runs before every start, records each change."""

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from portal.security_report.models import SettingInForce
from portal.security_report.requirements import REQUIREMENTS
from publishing.audit_log import record


def value_text(name):
    """The value of a setting as the sheet shows it; networks are separated by commas."""
    value = getattr(settings, name)
    if isinstance(value, bool):
        return "có" if value else "không"
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value)


@transaction.atomic
def record_changes():
    """Write down the values that differ from those recorded; a change of a known one goes to the audit log too."""
    now = timezone.now()
    known = SettingInForce.objects.select_for_update().in_bulk(field_name="name")
    for name in dict.fromkeys(one.setting for one in REQUIREMENTS if one.setting):
        value, before = value_text(name), known.get(name)
        if before and before.value == value:
            continue
        SettingInForce.objects.update_or_create(name=name, defaults={"value": value, "since": now})
        if before:
            record("security_setting", thing_text=name, before={name: before.value}, after={name: value})
