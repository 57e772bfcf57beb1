"""Processes of a running site killed at random instants, and restarted as a service manager does."""

import os
import random
import signal
import time

import pytest

from tests.factories import make_article
from tests.faults.concurrent_readers import Readers, until
from tests.faults.outcome_table import ROUNDS
from traffic.models import DailyViews
from traffic.orphan_recovery import recover_orphans
from traffic.statistics import totals

pytestmark = pytest.mark.faults


def kill(site, victim):
    """Kill and answer the seconds until two workers stand again; a dead server takes all of its unit with it."""
    os.kill(victim, signal.SIGKILL)
    began = time.monotonic()
    if victim == site.process.pid:
        site.process.wait()
    while victim in (workers := site.workers()) or len(workers) < 2 or not site.is_running():
        if not site.is_running():  # granian itself, or it has given up on a worker that died too soon
            site.kill()
            site.start()
        time.sleep(0.05)
    until(site.answers)
    return time.monotonic() - began


def add_what_the_dead_have_left(site):
    until(lambda: recover_orphans(site.data_dir / "tally").in_use == 0)  # the kernel takes its time with what is killed


@pytest.mark.parametrize("who", ["worker", "granian"])
def test_processes_killed_under_load_lose_and_double_no_view(who, two_workers, site, outcome):
    articles = {article.get_absolute_url(): article for article in (make_article() for _ in range(5))}
    seed = random.randrange(10**6)
    chance = random.Random(seed)

    with Readers(site, list(articles)) as readers:
        recovered = []
        for _ in range(ROUNDS):
            time.sleep(chance.uniform(0, 1.5))
            victims = site.workers() if who == "worker" else [site.process.pid]
            recovered.append(kill(site, chance.choice(victims)))
    site.kill()
    add_what_the_dead_have_left(site)

    counted = totals(articles.values())
    lost, doubled = readers.lost_and_doubled({path: counted[article] for path, article in articles.items()})
    outcome(
        f"{who} killed {ROUNDS} times, seed {seed}",
        requests=len(readers.seen),
        errors=readers.errors,
        lost=lost,
        doubled=doubled,
        recovered=round(max(recovered), 1),
        remark=f"{sum(each.status == 0 for each in readers.seen)} cut off",
    )
    assert (lost, doubled) == (0, 0)
    assert sum(counted.values()) > 0
    assert sum(DailyViews.objects.exclude(kind="site").values_list("count", flat=True)) == sum(counted.values())
