"""Take out guards one by one and see whether a test fails: `make mutants ARGS="--only traffic/ --sample 20"`.

The work is done in a copy below var/mutants in which each guard can be switched off, and what is known is kept there:
a run that was ended goes on. For which tests a guard makes a difference is measured by one run of the suite; only
these, the quick ones first, judge its absence. What survives is printed, but for what `survivors.toml` has a reason
for. What a process has cached may hide a difference: a survivor is to be looked at, by hand if need be.
"""

import argparse
import hashlib
import json
import os
import random
import re
import shutil
import signal
import subprocess
import sys
import tomllib
from collections import defaultdict
from collections.abc import Callable, Iterable
from contextlib import suppress
from itertools import groupby
from pathlib import Path
from time import time

from scripts.guards import KINDS, Guard, find, switched, without

HOUSE = Path(__file__).resolve().parent.parent
WORK = HOUSE / "var" / "mutants"
TREE = WORK / "tree"
PLAN, SEEN, SECONDS, DONE, AT = (TREE / f"guards.{name}" for name in ("plan", "seen", "seconds", "done", "at"))
REASONS = HOUSE / "scripts" / "survivors.toml"
TARGETS = ["publishing", "traffic", "portal/accounts", "media_library/file_responses.py"]
MAX_SECONDS = 60  # of tests that judge one guard, as they took when all guards were there
AT_ONCE = 40  # guards tried in one run of pytest
STUCK_SECONDS = 120  # at least, in one test
PYTEST = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "-p", "scripts.guard_switches"]


def guards() -> list[Guard]:
    """All guards of the targets, in the order of the targets."""
    files = [path for target in TARGETS for path in [HOUSE / target, *sorted((HOUSE / target).rglob("*.py"))]]
    paths = [path.relative_to(HOUSE) for path in files if path.is_file() and "migrations" not in path.parts]
    return [guard for path in paths for guard in find((HOUSE / path).read_text(), str(path))]


def fresh_tree(every: list[Guard]) -> None:
    """Copy what git knows or would take, each guard with its switch."""
    shutil.rmtree(TREE, ignore_errors=True)
    listed = subprocess.check_output(["git", "ls-files", "-coz", "--exclude-standard"], cwd=HOUSE, text=True)
    for name in filter(None, listed.split("\0")):
        if (HOUSE / name).is_file():
            (TREE / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(HOUSE / name, TREE / name)
    (TREE / ".venv").symlink_to((HOUSE / ".venv").resolve())
    for path, numbered in groupby(enumerate(every), lambda one: one[1].path):
        (TREE / path).write_text(switched((HOUSE / path).read_text(), numbered))
    for file in (SEEN, DONE, AT):
        file.write_text("")


def run_tests(tests: Iterable[str], *options: str, is_stuck: Callable[[], bool] = bool) -> tuple[int | None, str]:
    """Pytest's exit status, None when it had to be killed, and what it printed."""
    (WORK / "tests").write_text("\n".join(tests))
    process = subprocess.Popen(
        [*PYTEST, *options, f"@{WORK / 'tests'}"],
        cwd=TREE,
        env={**os.environ, "DATABASE_URL": ""},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=True,
    )
    try:
        while not is_stuck():
            with suppress(subprocess.TimeoutExpired):
                printed, _ = process.communicate(timeout=5)
                return process.returncode, printed
    finally:
        with suppress(ProcessLookupError):  # nothing is left
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()
    return None, ""


def load(name: str):
    return json.loads((WORK / name).read_text()) if (WORK / name).exists() else {}


def save(name: str, what) -> None:
    new = WORK / f"{name}.new"
    new.write_text(json.dumps(what, ensure_ascii=False, indent=1))
    new.replace(WORK / name)


def file_of(test: str) -> str:
    return test.partition("::")[0]


def digest(test_file: str) -> str:
    return hashlib.sha256((HOUSE / test_file).read_bytes()).hexdigest()[:16]


class Map:
    """Which tests come by which guards: measured anew for test files that changed, and for all if a guard is new."""

    def __init__(self, every: list[Guard]):
        known = load("map")
        is_old = {guard.key for guard in every} <= known.get("seen", {}).keys()
        self.files = known.get("files", {}) if is_old else {}
        self.seen = {guard.key: set(known["seen"][guard.key] if is_old else ()) for guard in every}
        self.seconds = known.get("seconds", {}) if is_old else {}

    def renew(self, every: list[Guard], beginnings: tuple[str, ...]) -> None:
        """Look at the test files whose paths begin so, folder by folder; what is measured is kept after each."""
        paths = {str(path.relative_to(HOUSE)) for path in (HOUSE / "tests").rglob("test_*.py")}
        current = {path for path in paths if self.files.get(path) == digest(path)}
        self.files = {path: self.files[path] for path in current}
        self.seconds = {test: took for test, took in self.seconds.items() if file_of(test) in current}
        self.seen = {key: tests & self.seconds.keys() for key, tests in self.seen.items()}
        wanted = sorted(path for path in paths - current if path.startswith(beginnings))
        for folder, files in groupby(wanted, os.path.dirname):
            print(f"Looking which guards are in the way of {folder} …", flush=True)
            self.measure(every, list(files))
            save("map", {**vars(self), "seen": {key: sorted(tests) for key, tests in self.seen.items()}})

    def measure(self, every: list[Guard], files: list[str]) -> None:
        _, printed = run_tests(files, "-m", "not browser and not faults", "-n", "2")
        print(printed.rstrip().rpartition("\n")[2], flush=True)
        self.files |= {path: digest(path) for path in files}
        self.seconds |= json.loads(SECONDS.read_text())
        for line in SEEN.read_text().splitlines():
            number, _, test = line.partition("\t")
            self.seen[every[int(number)].key] |= {test} & self.seconds.keys()

    def judges(self, guard: Guard) -> list[str]:
        """The tests to run, of each file the quickest first; for what nobody can watch, the files it may concern."""
        if guard.kind == "entry":
            folder = guard.path.split("/")[-2] if guard.path.startswith("portal/") else guard.path.split("/")[0]
            files = (path for path in self.files if f"/{folder}/" in path or "constraint" in path)
            return sorted(files, key=lambda path: ("constraint" not in path, path))
        places, turn = defaultdict(int), {}
        for test in sorted(self.seen[guard.key], key=self.seconds.get):
            turn[test] = places[file_of(test)]
            places[file_of(test)] += 1
        chosen, total = [], 0
        for test in sorted(turn, key=lambda test: (turn[test], self.seconds[test])):
            if total + self.seconds[test] < MAX_SECONDS:
                total += self.seconds[test]
                chosen.append(test)
        return chosen


def try_entry(guard: Guard, files: list[str]) -> str:
    """Leave an entry of a table out; by what that is killed, or `survived`."""
    # tables are made as the models say, since migrations hold what has been taken from these
    options = ["-m", "not browser and not faults", "-x", "-n", "0", "--nomigrations"]
    path = TREE / guard.path
    source = path.read_text()
    while True:
        path.write_text(without((HOUSE / guard.path).read_text(), guard))
        status, printed = run_tests(files, *options)
        path.write_text(source)
        by = re.findall(r"^(?:FAILED|ERROR) (\S+)", printed, re.MULTILINE)
        if status == 0 or not by:
            return "survived" if status == 0 else "start"
        if run_tests(by[:1], *options)[0] == 0:
            return by[0]
        options += ["--deselect", by[0]]  # it fails with all guards in place, too


def try_plan(plan: dict[str, list[str]], longest: float, note: Callable[[dict[str, str]], None]) -> None:
    """Switch guards off, with the tests to run, and note by what they were killed; who is left is to be tried again."""

    def told():
        return dict(line.split("\t") for line in DONE.read_text().splitlines())

    def is_stuck():
        note(told())  # at once, since this run may be ended
        return time() - AT.stat().st_mtime > max(STUCK_SECONDS, 10 * longest)

    for file in (DONE, AT):
        file.write_text("")
    PLAN.write_text(json.dumps(plan))
    status, printed = run_tests(sorted(set().union(*plan.values())), "-n", "0", is_stuck=is_stuck)
    PLAN.unlink()
    note(told())
    at = AT.read_text().split()
    if not at:
        sys.exit(printed)
    if status is None or not told():
        note({at[-1]: "time" if status is None else "a broken run"})


def reasons() -> dict[str, str]:
    """Why a guard that no test misses stays, by its key."""
    files = tomllib.loads(REASONS.read_text()) if REASONS.exists() else {}
    return {f"{path}: {name}": reason for path, named in files.items() for name, reason in named.items()}


def report(every: list[Guard], results: dict) -> None:
    judged = [guard for guard in every if guard.key in results]
    survivors = [guard for guard in judged if results[guard.key]["by"] == "survived"]
    unnamed = [guard for guard in survivors if guard.key not in reasons()]
    for guard in unnamed:
        print(f"{guard.path}:{guard.line} [{guard.kind}] {guard.name} ({results[guard.key]['tests']} tests)")
    killed = len(judged) - len(survivors)
    named = len(survivors) - len(unnamed)
    percent = 100 * killed / max(len(judged), 1)
    print(f"{killed} of {len(judged)} killed ({percent:.1f} %), {named} survive with a reason, {len(unnamed)} without.")
    if len(every) > len(judged):
        print(f"{len(every) - len(judged)} not tried yet.")


def left_open(every: list[Guard], results: dict, map_: Map) -> list[tuple[Guard, list[str], str]]:
    """What was not tried, or survived tests that were others; each with the tests to run, and a mark of these."""
    found = []
    for guard in every:
        tests = map_.judges(guard)
        mark = hashlib.sha256("".join(f"{one} {map_.files[file_of(one)]}" for one in tests).encode()).hexdigest()
        known = results.get(guard.key)
        if known is None or (known["by"] == "survived" and known["mark"] != mark):
            found.append((guard, tests, mark))
    return found


def work(chosen: list[tuple[Guard, list[str], str]], numbers: dict[str, str], results: dict, map_: Map) -> None:
    for start in range(0, len(chosen), AT_ONCE):
        batch = {numbers[one[0].key]: one for one in chosen[start : start + AT_ONCE]}

        def note(done, batch=batch):
            for number in done.keys() & batch.keys():
                guard, tests, mark = batch.pop(number)
                results[guard.key] = {"by": done[number], "tests": len(tests), "mark": mark}
                print(f"{guard.path}:{guard.line} {guard.name}: {done[number]}", flush=True)
            save("results", results)

        note({number: "survived" for number, (_, tests, _) in batch.items() if not tests})
        for number, (guard, files, _) in list(batch.items()):
            if guard.kind == "entry":
                note({number: try_entry(guard, files)})
        while batch:
            plan = {number: tests for number, (_, tests, _) in batch.items()}
            try_plan(plan, max(map_.seconds[test] for tests in plan.values() for test in tests), note)
        print(f"{min(start + AT_ONCE, len(chosen))} of {len(chosen)}", flush=True)


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--only", default="", help="the beginnings of paths, with commas between them")
    parser.add_argument("--kinds", default="if,except,raise,permission,check,decorator,entry", help=", ".join(KINDS))
    parser.add_argument("--sample", type=int, help="so many of those that are left, by lot")
    parser.add_argument("--tests", default="tests/", help="the beginnings of the test files that are looked at")
    parser.add_argument("--report", action="store_true", help="tell what is known, try nothing")
    return parser.parse_args()


def main() -> None:
    signal.signal(signal.SIGTERM, lambda *_: sys.exit("Ended; the next run goes on from here."))
    args, every, results = arguments(), guards(), load("results")
    only, kinds = tuple(args.only.split(",")), args.kinds.split(",")
    chosen = [guard for guard in every if guard.path.startswith(only) and guard.kind in kinds]
    if not args.report:
        fresh_tree(every)
        map_ = Map(every)
        map_.renew(every, tuple(args.tests.split(",")))
        left = left_open(chosen, results, map_)
        if args.sample and args.sample < len(left):
            left = random.Random(0).sample(left, args.sample)  # noqa: S311 -- nothing to guess
        work(left, {guard.key: str(number) for number, guard in enumerate(every)}, results, map_)
    report(chosen, results)


if __name__ == "__main__":
    main()
