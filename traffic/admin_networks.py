"""Where the admin may be reached from: ADMIN_NETWORKS.

The front door asks before a body is read and without the database, so that from elsewhere there is nothing to guess at
and nothing to fill.
"""

import ipaddress
import re

from django.conf import settings

from traffic.client_address import client_address

# However an address of the admin may be spelled; Django itself answers only to the exact one
ADMIN_PATH = re.compile(rf"/+{settings.SESSION_COOKIE_PATH.strip('/')}(?:/|$)", re.IGNORECASE)


def is_outside(environ: dict) -> bool:
    """Whether the request is for the admin and comes from none of its networks."""
    if not settings.ADMIN_NETWORKS or not ADMIN_PATH.match(environ["PATH_INFO"]):
        return False
    try:
        address = ipaddress.ip_address(client_address(environ))
    except ValueError:  # a proxy that writes no address
        return True
    address = getattr(address, "ipv4_mapped", None) or address
    return not any(address in network for network in settings.ADMIN_NETWORKS)
