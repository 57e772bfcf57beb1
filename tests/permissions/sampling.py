"""`make matrix` asks for everything, `make test` for a part drawn by a seed, which a failure prints."""

import os
import random

import pytest

from vietnamese.slugs import slugify

IS_WHOLE = os.environ.get("MATRIX") == "whole"
SEED = int(os.environ.get("MATRIX_SEED", "20261201"))


def each(name, everybody):
    """Parametrize a test by who asks: whole, each is a test, so that processes share them; else all are one."""
    parts = {slugify(str(one)): [one] for one in everybody} if IS_WHOLE else {"sample": everybody}
    return pytest.mark.parametrize(name, parts.values(), ids=parts)


def drawn(cells, number):
    """All cells, or that many of them in their order, so that each actor asks in turn."""
    if IS_WHOLE:
        return cells
    chosen = random.Random(SEED).sample(range(len(cells)), min(number, len(cells)))
    return [cells[index] for index in sorted(chosen)]
