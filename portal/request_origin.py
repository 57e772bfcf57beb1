from publishing.audit_log import Origin, recording_from
from traffic.client_address import client_address

MAX_USER_AGENT_CHARACTERS = 200  # of a User-Agent, which are stored


class OriginMiddleware:
    """Provide the origin of the current request for the audit log; its user is read only when needed."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        agent = request.META.get("HTTP_USER_AGENT", "")[:MAX_USER_AGENT_CHARACTERS]
        with recording_from(Origin(client_address(request.META), agent, lambda: _signed_in(request))):
            return self.get_response(request)


def _signed_in(request):
    return request.user if request.user.is_authenticated else None
