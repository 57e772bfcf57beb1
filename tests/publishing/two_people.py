"""Two people at the desk, each in a process of their own."""

import json
import os
import subprocess
import sys

from django.conf import settings

from tests.running_site import database_url

PEOPLE = (0, 1)
UNGUARDED = {"read", "take_back"}  # acts that depend on nothing one has read


class Person:
    """Somebody in a process of their own, and the version of the article they have before their eyes."""

    def __init__(self, user):
        self.user, self.seen = user, None
        own = {"DATABASE_URL": database_url(), "SECRET_KEY": settings.SECRET_KEY, "PYTHONPATH": str(settings.BASE_DIR)}
        self.process = subprocess.Popen(
            [sys.executable, "-m", "tests.publishing.desk_process"],
            env={**os.environ, **own, "DJANGO_SETTINGS_MODULE": "portal.settings"},
            cwd=settings.BASE_DIR,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def begin(self, article, act, title):
        act = {**act, "thing": article.pk, "by": self.user.pk, "version": self.seen, "title": title}
        self.process.stdin.write(json.dumps(act) + "\n")
        self.process.stdin.flush()

    def end(self):
        return json.loads(self.process.stdout.readline())


def played(two, article, one, number):
    """Let the two act; yields the titles whose saving was answered with done."""
    *acts, order = one
    titles = [f"Lần {number} của người {person}" for person in PEOPLE]
    before = [person.seen for person in two]
    if order == "both":
        for person, act, title in zip(two, acts, titles, strict=True):
            person.begin(article, act, title)
        answers = [person.end() for person in two]
    else:
        answers = [None, None]
        for person in PEOPLE if order == "first" else reversed(PEOPLE):
            two[person].begin(article, acts[person], titles[person])
            answers[person] = two[person].end()
    done = [act["act"] for act, answer in zip(acts, answers, strict=True) if answer["went"] == "done"]
    wrote = [name for name in done if name not in UNGUARDED]
    assert not (len(wrote) == len(PEOPLE) and before[0] == before[1]), f"both wrote over version {before[0]}: {acts}"
    for person, answer in zip(two, answers, strict=True):
        person.seen = answer.get("version", person.seen)
    for act, answer, title in zip(acts, answers, titles, strict=True):
        if act["act"] == "save" and answer["went"] == "done":
            yield title
