"""The messages of the Nu HTML Checker on the pages."""

import json
import subprocess

from benchmarks.quality import DATA_DIR
from benchmarks.quality.tools import Missing, program, tool

PAGES = DATA_DIR / "html"


def check(site, paths):
    """The messages on each page, as `{kind: [text, …]}`; all pages in one run, since starting Java is the slow part."""
    command = [program("java"), "-jar", tool("vnu-jar") / "build" / "dist" / "vnu.jar", "--format", "json"]
    PAGES.mkdir(parents=True, exist_ok=True)
    files = {kind: PAGES / f"{kind}.html" for kind in paths}
    for kind, file in files.items():
        file.write_bytes(site.get(paths[kind]).body)
    run = subprocess.run([*command, *files.values()], capture_output=True, text=True, timeout=600, check=False)
    try:
        messages = json.loads(run.stderr)["messages"]
    except ValueError:
        raise Missing(f"Nu HTML Checker không chạy được: {run.stderr.strip().partition(chr(10))[0]}") from None
    found = {kind: [] for kind in paths}
    for message in messages:
        kind = message["url"].rpartition("/")[2].removesuffix(".html")
        level = message.get("subType", message["type"])
        found[kind].append(f"{level}, line {message.get('lastLine', '?')}: {message['message']}")
    return found
