"""Outside hosts that texts link to, and which of them nobody has confirmed yet."""

import re
from functools import partial
from urllib.parse import urlsplit

from django.conf import settings

from portal.watch.models import KnownHost
from portal.watch.texts import live_texts, row_text, written_columns
from publishing.audit_log import record
from publishing.confirmations import Confirmation

LINK = re.compile(r"(?:https?:)?[/\\]{2}[\w.@:-]+", re.IGNORECASE)  # as browsers read it, backslashes too
MAX_HOST_CHARACTERS = 253


def hosts_in(text):
    """The outside hosts of all addresses in a text or in its HTML, without `www.`."""
    found = set()
    for address in LINK.findall(text):
        rest = address.partition(":")[2] if address[:1] not in "/\\" else address
        found.add(_host(rest.replace("\\", "/")))
    return found - {"", *_own_hosts()}


def _host(address):
    try:
        host = urlsplit(address).hostname or ""
    except ValueError:
        return ""
    host = host.rstrip(".").removeprefix("www.")[:MAX_HOST_CHARACTERS]
    return host if "." in host else ""


def _own_hosts():
    names = [urlsplit(settings.SITE_URL).hostname, *settings.ALLOWED_HOSTS]
    return {name.lower().lstrip(".").removeprefix("www.") for name in names if name}


def unknown(hosts):
    """Those of the hosts that are not known."""
    if not hosts:
        return []
    known = KnownHost.objects.filter(host__in=hosts).values_list("host", flat=True)
    return sorted(hosts.difference(known))


def ask_about_new(thing):
    """For `publishing.confirmations`: whether a text that goes out links to hosts that nobody has confirmed."""
    columns = [field.attname for field in written_columns(type(thing))]
    new = unknown(hosts_in(row_text(thing, columns)))
    if not new:
        return None
    return Confirmation(
        f"Nội dung này dẫn tới nơi mà cổng chưa từng dẫn tới: {', '.join(new)}. Tôi đã mở xem và đồng ý.",
        partial(_confirm, new, thing),
    )


def _confirm(hosts, thing, by):
    KnownHost.add(hosts, by=by)
    record("host_confirmed", thing, by=by, note=", ".join(hosts))


def learn():
    """Take the hosts of all live texts as known, if none is: when the portal is set up, or begins to watch."""
    if KnownHost.objects.exists():
        return
    found = set()
    for _, text in live_texts():
        found |= hosts_in(text)
    KnownHost.add(sorted(found))
