from publishing.record import Origin, coming_from
from traffic.cooldown import client_address

LONGEST_AGENT = 200  # characters of a User-Agent that are written down


class OriginMiddleware:
    """Let the record know where the request under way comes from, and whose it is once somebody asks."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        agent = request.META.get("HTTP_USER_AGENT", "")[:LONGEST_AGENT]
        with coming_from(Origin(client_address(request.META), agent, lambda: _signed_in(request))):
            return self.get_response(request)


def _signed_in(request):
    return request.user if request.user.is_authenticated else None
