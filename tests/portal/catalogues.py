"""What the installed packages have to say, read from their .po files without gettext's programs."""

import ast
import re
from pathlib import Path

import django
from django.apps import apps


def read_po(path):
    """Return the messages of a .po file: dicts of msgctxt, msgid, msgid_plural, msgstr and `from`, where they stand."""
    messages = []
    for block in path.read_text().split("\n\n"):
        message = {"from": " ".join(re.findall(r"^#: (.*)", block, re.MULTILINE))}
        for keyword, text in re.findall(r'^(msg\S+) ((?:".*"\n?)+)', block, re.MULTILINE):
            message[keyword] = ast.literal_eval(f"({text})")
        if message.get("msgid"):
            messages.append(message)
    return messages


def messages_of_packages(domain):
    """Return what Django and the installed packages may say, from their English files or, without one, from any."""
    folders = [Path(django.__file__).parent / "conf", *(Path(app.path) for app in apps.get_app_configs())]
    messages = []
    for folder in folders:
        files = sorted(folder.glob(f"locale/*/LC_MESSAGES/{domain}.po"))
        for file in [file for file in files if "/en/" in file.as_posix()] or files:
            messages += read_po(file)
    return messages
