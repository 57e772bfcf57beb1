"""What readers get, measured on a running demo site: `make quality`; `python -m benchmarks.quality --help`."""

import os
from pathlib import Path

import django

# Read before tests.isolated_environment gives this process an environment of its own
DATA_DIR = Path(os.environ.get("DATA_DIR") or "var").resolve() / "quality"
SCREENSHOTS = Path(os.environ.get("SCREENSHOTS") or DATA_DIR / "screenshots").resolve()
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings")

from tests import isolated_environment  # noqa: E402, F401 -- an environment without the .env and data of the checkout

django.setup()  # the kinds of pages are asked of the registry
