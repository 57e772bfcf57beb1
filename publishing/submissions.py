"""A form of the admin is saved once, however often it is sent.

Idempotency: each form carries a random token, which is stored in the transaction that saves it. When the same is sent
again, by a double click, a reload, the back button or a concurrent request, the response is the first one's redirect.
The token of a refused form stays unused. A form without a token of ours is saved without this protection.
"""

import hashlib
import json
import re
import secrets
from dataclasses import dataclass
from datetime import timedelta
from functools import partial, wraps

from django.contrib import messages
from django.core.signing import BadSignature, Signer
from django.db import transaction
from django.http import HttpResponseRedirect
from django.utils import timezone

from publishing.models import Submission

FORM_INPUT_NAME = "form_token"
CONTROL_FIELDS = {FORM_INPUT_NAME, "csrfmiddlewaretoken"}  # these may differ between two sendings of the same form
SIGNER = Signer(salt="publishing.submissions")
KEY_PATTERN = re.compile("[A-Za-z0-9_-]{16,40}", re.ASCII)  # the random part of a token
RETENTION = timedelta(days=30)
ALREADY_SAVED = "Đã lưu rồi: biểu mẫu này được gửi hai lần, chỉ lần đầu được ghi."


@dataclass
class SentForm:
    """A form sent with a token: its content, whether it has been saved, and as which object."""

    token: str
    digest: str
    is_saved: bool = False
    object_id: int | None = None
    version: int | None = None
    address: str = ""


def new_token(user=None):
    """A token for one form, which may name the user for whom the page was made."""
    return SIGNER.sign(f"{user.pk if user else ''}.{secrets.token_urlsafe(16)}")


def signed_token(user, key):
    """The token of a form of which `key` is the random part."""
    return SIGNER.sign(f"{user.pk}.{key}")


def is_key(text):
    """Whether a text can be the random part of a token."""
    return KEY_PATTERN.fullmatch(text) is not None


def shown_token(request):
    """The token for the form of a page: a refused form is shown again as the same form, with the one it was sent with.

    One that was saved before and then edited further is another form, if it is sent once more.
    """
    sent = getattr(request, "sent_form", None)
    if sent is None or sent.is_saved or hasattr(request, "saved_before"):
        return new_token(request.user)
    return request.POST[FORM_INPUT_NAME]


def owner_of(request):
    """The id of the user for whom the form sent was made; None where its token does not say."""
    owner, _ = _token_parts(request)
    return int(owner) if owner else None


def read_sent_form(request):
    """Read the sent form before its files are processed; None for a form without a token of ours."""
    if not hasattr(request, "sent_form"):
        _, token = _token_parts(request) if request.method == "POST" else ("", "")
        request.sent_form = SentForm(token, _content_digest(request)) if token else None
    return request.sent_form


def _token_parts(request):
    """The owner and the random part of the sent token: two texts, empty where it is not one of ours."""
    try:
        owner, _, token = SIGNER.unsign(request.POST.get(FORM_INPUT_NAME, "")).rpartition(".")
    except BadSignature:
        return "", ""
    return owner, token


def _content_digest(request):
    """A digest of what was typed and chosen, without the buttons, whose names begin with `_`."""
    typed = [one for one in sorted(request.POST.lists()) if one[0] not in CONTROL_FIELDS and not one[0].startswith("_")]
    files = [(name, file.name, file.size) for name, several in request.FILES.lists() for file in several]
    return hashlib.sha256(json.dumps([typed, files]).encode()).hexdigest()


def mark_saved(request, thing=None, address=""):
    """Mark the sent form as saved: the one place where a token is used up.

    `address` is the redirect of a second sending of the same form, where it differs from that of this one.
    """
    if sent := read_sent_form(request):
        sent.is_saved = True
        sent.address = address or sent.address
        if thing is not None and sent.object_id is None:
            sent.object_id, sent.version = thing.pk, getattr(thing, "version", None)


def save_once(request, save, repeat):
    """Return the response of `save()` to a form, or of `repeat(submission)` when the same has been saved already.

    `save` calls `mark_saved` when it has saved. A concurrent second submission waits here for the first.
    """
    sent = read_sent_form(request)
    if sent is None:
        return save()
    with transaction.atomic():
        submission = _lock_submission(sent, request.user)
        if submission.address and submission.digest == sent.digest:
            return repeat(submission)
        if submission.address:
            _continue_from(submission, request)
        sent.is_saved = False
        response = save()
        if sent.is_saved:
            _store_response(submission, sent, response, request)
        elif not submission.address:
            submission.delete()
    return response


def _lock_submission(sent, user):
    fresh = Submission(token=sent.token, user_id=user.pk, digest=sent.digest)
    Submission.objects.bulk_create([fresh], ignore_conflicts=True)  # waits for a request that is saving it
    return Submission.objects.select_for_update().get(token=sent.token, user_id=user.pk)


def _continue_from(submission, request):
    """The form was saved and edited further without a reload: this save is based on the version it wrote itself."""
    request.saved_before = submission
    if submission.version is not None and "version" in request.POST:
        request.POST = request.POST.copy()
        request.POST["version"] = str(submission.version)


def _store_response(submission, sent, response, request):
    submission.digest, submission.at = sent.digest, timezone.now()
    submission.object_id, submission.version = sent.object_id, sent.version
    submission.address = sent.address or getattr(response, "url", request.get_full_path())
    submission.save()
    Submission.objects.filter(at__lt=timezone.now() - RETENTION).delete()


def repeat_redirect(request, submission):
    """Redirect a second sending to where the first one led, with a message."""
    messages.info(request, ALREADY_SAVED)
    return HttpResponseRedirect(submission.address)


def idempotent(view):
    """Decorate an admin view (a method) whose form is saved once; the view calls `mark_saved` when it is done."""

    @wraps(view)
    def answer(self, request, *args, **kwargs):
        return save_once(request, partial(view, self, request, *args, **kwargs), partial(repeat_redirect, request))

    return answer
