"""How long the faults last, and the table of what came of them at the end of a run.

`FAULTS=long` is `make faults`; without it they are as short as a run of all tests can bear.
"""

import os
from dataclasses import asdict, dataclass

IS_LONG = os.environ.get("FAULTS") == "long"
ROUNDS = 100 if IS_LONG else 4  # processes killed one after the other
SECONDS_DOWN = 30 if IS_LONG else 3  # that a database stays away
COLUMNS = ("fault", "requests", "errors", "lost", "doubled", "recovered", "remark")
PROPERTY = "fault"  # of a test's report, which reaches the process that prints


@dataclass(frozen=True)
class Outcome:
    """What came of one fault: `recovered` after so many seconds; None for what it has no word on.

    `errors` are answers a reader could not read, 503 and connections cut off among them.
    """

    fault: str
    requests: int
    errors: int
    lost: int | None = None
    doubled: int | None = None
    recovered: float | None = None
    remark: str = ""

    def row(self):
        return {name: "-" if value is None else str(value) for name, value in asdict(self).items()}


def pytest_terminal_summary(terminalreporter):
    """Print the table; imported by the tests' conftest."""
    reports = [report for reports in terminalreporter.stats.values() for report in reports]
    properties = [
        each for report in reports if getattr(report, "when", "") == "call" for each in report.user_properties
    ]
    rows = [dict(zip(COLUMNS, COLUMNS, strict=True)), *(row for name, row in properties if name == PROPERTY)]
    if len(rows) == 1:
        return
    widths = {name: max(len(row[name]) for row in rows) for name in COLUMNS}
    terminalreporter.section("faults")
    for row in rows:
        cells = [row[name].rjust(widths[name]) for name in COLUMNS[1:-1]]
        terminalreporter.write_line("  ".join([row["fault"].ljust(widths["fault"]), *cells, row["remark"]]).rstrip())
