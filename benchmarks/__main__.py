"""Measure what the portal costs: CPU against a callable that does nothing, a million articles, memory."""

import argparse
import json
import os
from contextlib import ExitStack
from pathlib import Path

from benchmarks import memory, million, pairs, search_cost

PARTS = ["cached", "deep", "million", "memory", "search"]
FOLDER = Path(os.environ.get("DATA_DIR") or "var").resolve() / "bench"
RESULTS = FOLDER / "results.json"


def options():
    parser = argparse.ArgumentParser(prog="make bench", description=__doc__)
    parser.add_argument("--only", type=lambda text: text.split(","), default=PARTS, help=f"some of {','.join(PARTS)}")
    parser.add_argument("--pairs", type=int, default=10, help="runs of each page and of the callable, by turns (10)")
    parser.add_argument("--requests", type=int, default=memory.REQUESTS, help="for the memory (1000000)")
    return parser.parse_args()


def main():
    chosen = options()
    FOLDER.mkdir(parents=True, exist_ok=True)
    if "cached" in chosen.only:
        write("cached", pairs.cached(FOLDER, chosen.pairs))
    with ExitStack() as stack:
        if {"deep", "million", "memory"} & set(chosen.only):
            environment = stack.enter_context(million.million(FOLDER / "million"))
            addresses = FOLDER / "addresses.txt"
            million.some_articles(environment["DATABASE_URL"], addresses)
        if "deep" in chosen.only:
            write("deep", pairs.deep(FOLDER, environment, addresses, chosen.pairs))
        if "memory" in chosen.only:
            write("memory", memory.measure(environment, addresses, chosen.requests))
        if "million" in chosen.only:
            write("million", million.measure(environment))
    if "search" in chosen.only:
        write("search", search_cost.measure())


def write(part, found):
    """Store the results of a part with those of other parts."""
    results = json.loads(RESULTS.read_text()) if RESULTS.exists() else {}
    RESULTS.write_text(json.dumps({**results, part: found}, indent=1))


if __name__ == "__main__":
    main()
