"""The address of a reader, and the network by which readers are counted and limited."""

import ipaddress
import re

from django.conf import settings

MAX_ADDRESS_CHARACTERS = 100  # of an X-Forwarded-For entry; an IPv6 address with its zone is shorter
# Some proxies write the port as well, and brackets around an address of IPv6; unbracketed it has no port
WITH_PORT = re.compile(r"\[([^\[\]]+)\](?::[0-9]*)?|([^\[\]:]+):[0-9]*")


def client_address(environ: dict) -> str:
    """The reader's address: the connection's, or what the outermost of our own proxies has seen.

    Anybody can send X-Forwarded-For; only as many entries from its end as there are TRUSTED_PROXIES are ours.
    The port that an entry may have differs for each connection, and is removed.
    """
    address = environ.get("REMOTE_ADDR", "")
    if settings.TRUSTED_PROXIES:
        hops = [hop.strip() for hop in environ.get("HTTP_X_FORWARDED_FOR", "").split(",") if hop.strip()]
        address = hops[-min(settings.TRUSTED_PROXIES, len(hops))] if hops else address
    with_port = WITH_PORT.fullmatch(address)
    return (with_port[with_port.lastindex] if with_port else address)[:MAX_ADDRESS_CHARACTERS]


def client_network(environ: dict) -> str:
    """The reader's address as it is counted: of IPv6 the /64 network, which one connection has to itself.

    Of IPv4 it is the same however the server writes it.
    """
    address = client_address(environ)
    try:
        parsed = ipaddress.ip_address(address)
    except ValueError:
        return address
    if parsed.version == 6 and parsed.ipv4_mapped:  # else all of IPv4 would be one network
        return str(parsed.ipv4_mapped)
    return str(ipaddress.ip_network((parsed, 64), strict=False)) if parsed.version == 6 else address
