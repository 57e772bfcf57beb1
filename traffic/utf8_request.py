"""Django's request, with everything that is sent decoded as UTF-8.

Django decodes query and form by any codec that a Content-Type names, even one that cannot decode text, and looks its
name up, which Python caches for ever. Browsers send UTF-8 alone: another charset is refused once the form is read, and
ignored for the query. Django's own refusal became a 500: its page for 400 checks the form's token and so reads the
form again, which then must exist, empty.
"""

from django.core.exceptions import BadRequest
from django.core.handlers.wsgi import WSGIRequest
from django.utils.http import parse_header_parameters

MAX_CONTENT_TYPE_CHARACTERS = 300  # a boundary may have 70 by RFC 2046; longer ones take long to parse
EXTENDED = "*"  # marks a parameter that names a charset of its own (RFC 2231); no boundary may contain it
UTF8_NAMES = {"utf-8", "utf8"}


class Utf8Request(WSGIRequest):
    """A request whose form is refused with 400 unless its Content-Type is plain and names no charset but UTF-8."""

    def _set_content_type_params(self, meta):
        given = meta.get("CONTENT_TYPE", "")
        is_plain = len(given) <= MAX_CONTENT_TYPE_CHARACTERS and EXTENDED not in given
        self.content_type, self.content_params = parse_header_parameters(given) if is_plain else ("", {})
        self._is_utf8 = is_plain and self.content_params.get("charset", "utf-8").lower() in UTF8_NAMES

    def _load_post_and_files(self):
        if self.method == "POST" and not self._is_utf8:
            self._mark_post_parse_error()
            raise BadRequest("no form in UTF-8")
        super()._load_post_and_files()
