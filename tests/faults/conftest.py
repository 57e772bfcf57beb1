import pytest

from tests.faults.outcome_table import PROPERTY, Outcome


@pytest.fixture
def outcome(record_property):
    """Put a line into the table at the end of the run: `outcome("worker killed", requests=…, errors=…)`."""

    def put(fault, **figures):
        record_property(PROPERTY, Outcome(fault, **figures).row())

    return put
