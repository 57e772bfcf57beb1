"""Somebody else who is a moment quicker."""

import threading
from contextlib import contextmanager

from django.db import connection
from django.db.models.signals import pre_save


@contextmanager
def rival(act):
    """Let another connection act and commit just before the next row is written."""
    acted = threading.Event()

    def be_quicker(**kwargs):
        if not acted.is_set():
            acted.set()
            thread = threading.Thread(target=_alone, args=[act])
            thread.start()
            thread.join()

    pre_save.connect(be_quicker)
    try:
        yield
    finally:
        pre_save.disconnect(be_quicker)


def _alone(act):
    act()
    connection.close()
