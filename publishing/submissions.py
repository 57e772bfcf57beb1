"""A form of the admin is saved once, however often it is sent.

Each form carries a random token, which is spent in the transaction that saves it. Sent again, by a double click, a
reload, the back button or a request that overtook it, the same is answered by where the first was led. A form that was
refused has spent nothing. One without a token of ours is saved as ever, without this protection.
"""

import hashlib
import json
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

FIELD = "form_token"
OF_THE_FORM = {FIELD, "csrfmiddlewaretoken"}  # these may differ where the same was sent
SIGNER = Signer(salt="publishing.submissions")
KEPT_FOR = timedelta(days=30)
ALREADY_SAVED = "Đã lưu rồi: biểu mẫu này được gửi hai lần, chỉ lần đầu được ghi."


@dataclass
class Sent:
    """A form that came with a token: what was sent in it, and whether it has been saved as what."""

    token: str
    digest: str
    is_saved: bool = False
    object_id: int | None = None
    version: int | None = None
    address: str = ""


def new_token(user=None):
    """A token for one form: of the user for whom the page was made, or of nobody in particular."""
    return SIGNER.sign(f"{user.pk if user else ''}.{secrets.token_urlsafe(16)}")


def owner_of(request):
    """The id of the user for whom the form sent was made; None where its token does not say."""
    owner, _ = _parts_of(request)
    return int(owner) if owner else None


def read(request):
    """What was sent, noted before anything is made of its files; None for a form without a token of ours."""
    if not hasattr(request, "sent_form"):
        _, token = _parts_of(request) if request.method == "POST" else ("", "")
        request.sent_form = Sent(token, _digest_of(request)) if token else None
    return request.sent_form


def _parts_of(request):
    """The owner and the random part of the token sent: two texts, empty where there is none of ours."""
    try:
        owner, _, token = SIGNER.unsign(request.POST.get(FIELD, "")).rpartition(".")
    except BadSignature:
        return "", ""
    return owner, token


def _digest_of(request):
    """A mark of what was typed and chosen; the buttons, whose names begin with `_`, are left out."""
    typed = [one for one in sorted(request.POST.lists()) if one[0] not in OF_THE_FORM and not one[0].startswith("_")]
    files = [(name, file.name, file.size) for name, several in request.FILES.lists() for file in several]
    return hashlib.sha256(json.dumps([typed, files]).encode()).hexdigest()


def spend(request, thing=None, address=""):
    """Note that the form sent has been saved: the one place where a token is spent.

    `address` is where a second sending of the same is led, when that is not where this one is led.
    """
    if sent := read(request):
        sent.is_saved = True
        sent.address = address or sent.address
        if thing is not None and sent.object_id is None:
            sent.object_id, sent.version = thing.pk, getattr(thing, "version", None)


def once(request, save, repeat):
    """The answer of `save()` to a form; of `repeat(submission)` when the same has been saved already.

    `save` calls `spend` when it has saved. Who sends the same at the same moment waits here for the first.
    """
    sent = read(request)
    if sent is None:
        return save()
    with transaction.atomic():
        submission = _claim(sent, request.user)
        if submission.address and submission.digest == sent.digest:
            return repeat(submission)
        if submission.address:
            _go_on_from(submission, request)
        sent.is_saved = False
        response = save()
        if sent.is_saved:
            _settle(submission, sent, response, request)
        elif not submission.address:
            submission.delete()
    return response


def _claim(sent, user):
    fresh = Submission(token=sent.token, user_id=user.pk, digest=sent.digest)
    Submission.objects.bulk_create([fresh], ignore_conflicts=True)  # waits for whoever is just saving the same
    return Submission.objects.select_for_update().get(token=sent.token, user_id=user.pk)


def _go_on_from(submission, request):
    """The form was saved and then written on in: its next saving follows on its own last one, not on what it opened."""
    request.saved_before = submission
    if submission.version is not None and "version" in request.POST:
        request.POST = request.POST.copy()
        request.POST["version"] = str(submission.version)


def _settle(submission, sent, response, request):
    submission.digest, submission.at = sent.digest, timezone.now()
    submission.object_id, submission.version = sent.object_id, sent.version
    submission.address = sent.address or getattr(response, "url", request.get_full_path())
    submission.save()
    Submission.objects.filter(at__lt=timezone.now() - KEPT_FOR).delete()


def lead_again(request, submission):
    """Lead somebody who sent the same twice to where the first sending led, and tell them."""
    messages.info(request, ALREADY_SAVED)
    return HttpResponseRedirect(submission.address)


def sent_once(view):
    """A view of the admin (a method) whose form is saved once; it calls `spend` when it has done what was asked."""

    @wraps(view)
    def answer(self, request, *args, **kwargs):
        return once(request, partial(view, self, request, *args, **kwargs), partial(lead_again, request))

    return answer
