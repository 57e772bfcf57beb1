"""Somebody at the desk, as a process of its own: reads one act a line, answers how it went.

`python -m tests.publishing.desk_process` after Django's environment is set; an act is JSON as `acts.json` would be:
`{"act": "save", "thing": 1, "by": 2, "version": 3, "title": "…"}`. Answers `done` with the version that now stands, or
`stale`, `refused` or `gone`.
"""

import json
import sys

import django

django.setup()

from django.core.exceptions import PermissionDenied, ValidationError  # noqa: E402
from django.db import connection  # noqa: E402

from news.models import Article  # noqa: E402
from portal.accounts.models import User  # noqa: E402
from publishing import lock, saving, trash, workflow  # noqa: E402
from publishing.models import Revision  # noqa: E402


def save(article, by, act):
    article.title = act["title"]
    saving.save_text(article, by=by, version=act["version"])


def move(article, by, act):
    workflow.make_move(act["name"], article, by=by, note="Lý do", version=act["version"])


def throw_away(article, by, act):
    trash.throw_away(article, by=by, version=act["version"])


def take_back(article, by, act):
    trash.take_back(article, by=by)


def restore_revision(article, by, act):
    first = Revision.objects.of(article).order_by("pk").first()
    saving.restore_revision(article, first, by=by, version=act["version"])


ACTS = {"save": save, "move": move, "throw_away": throw_away, "take_back": take_back, "take_up": restore_revision}


def do(act):
    """Do one act as the desk does: on the thing as it is read now, with the version that was seen."""
    try:
        article = Article.objects.get(pk=act["thing"])
        if act["act"] != "read":
            ACTS[act["act"]](article, User.objects.get(pk=act["by"]), act)
    except lock.StaleVersion:
        return {"went": "stale"}
    except (PermissionDenied, ValidationError):
        return {"went": "refused"}
    except Article.DoesNotExist:
        return {"went": "gone"}
    return {"went": "done", "version": Article.objects.values_list("version", flat=True).get(pk=act["thing"])}


if __name__ == "__main__":
    connection.ensure_connection()
    for line in sys.stdin:
        sys.stdout.write(json.dumps(do(json.loads(line))) + "\n")
        sys.stdout.flush()
