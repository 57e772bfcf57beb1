"""The scores of Lighthouse for a page, the median of several runs, mobile and desktop."""

import json
import os
import statistics
import subprocess

from benchmarks.quality.tools import Missing, program, tool
from tests import chromium

CATEGORIES = {"performance": "P", "accessibility": "A", "best-practices": "B", "seo": "S"}
PRESETS = {"mobile": [], "desktop": ["--preset=desktop"]}
BROWSER = "--headless=new --no-sandbox --disable-gpu --host-resolver-rules='MAP * ~NOTFOUND, EXCLUDE 127.0.0.1'"


def score(address, preset, runs):
    """The medians of categories (0 to 100), LCP (ms) and CLS, and the audits that failed in any run."""
    reports = [_report(address, preset) for _ in range(runs)]
    scores = {name: _median(reports, lambda report, name=name: report["categories"][name]) for name in CATEGORIES}
    return {
        **{name: round(100 * value) for name, value in scores.items()},
        "lcp": round(_median(reports, lambda report: report["lcp"])),
        "cls": round(_median(reports, lambda report: report["cls"]), 3),
        "failed": sorted({audit for report in reports for audit in report["failed"]}),
    }


def _median(reports, value):
    return statistics.median(value(report) for report in reports)


def _report(address, preset):
    command = [program("node"), tool("lighthouse") / "cli" / "index.js", address, *PRESETS[preset]]
    options = ["--output=json", "--quiet", "--no-enable-error-reporting", f"--only-categories={','.join(CATEGORIES)}"]
    run = subprocess.run(
        [*command, *options, "--ignore-status-code", f"--chrome-flags={BROWSER}"],
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
        env={**os.environ, "CHROME_PATH": chromium.installed()},
    )
    if run.returncode:
        raise Missing(f"Lighthouse dừng giữa chừng: {run.stderr.strip().splitlines()[-1]}")
    return _read(json.loads(run.stdout))


def _read(report):
    audits = report["audits"]
    parts = [part for category in report["categories"].values() for part in category["auditRefs"]]
    weighed = {part["id"] for part in parts if part["weight"]}
    return {
        "categories": {name: category["score"] or 0 for name, category in report["categories"].items()},
        "lcp": audits["largest-contentful-paint"].get("numericValue", 0),
        "cls": audits["cumulative-layout-shift"].get("numericValue", 0),
        "failed": [name for name in weighed if audits[name]["score"] is not None and audits[name]["score"] < 0.9],
    }
