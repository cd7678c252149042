"""Who read most in a term, out of a million loans: the ranking is there before anybody waits for it."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from pytest_benchmark.fixture import BenchmarkFixture

from libdesk.actions.desk import Actor, Desk
from libdesk.actions.school import school_of
from libdesk.domain.audience import Audience
from libdesk.domain.challenges import Challenge, Measure
from libdesk.domain.ops import Role
from libdesk.domain.rows.activities import Standing
from libdesk.store.database import Library
from libdesk.store.queries.challenges import standing
from tests.benchmarks.conftest import NOW
from tests.benchmarks.figures import FIGURES

TERM_DAYS = 140
BOUND_MS = 200


@pytest.fixture
def school(kept_school: Path) -> Iterator[Desk]:
    desk = Desk(Library(kept_school), clock=lambda: NOW, actor=Actor(Role.LIBRARIAN))
    yield desk
    desk.library.close()


@pytest.mark.parametrize("by", ["reader", "class"])
@pytest.mark.parametrize("measure", list(Measure))
def test_ranking_of_a_term(benchmark: BenchmarkFixture, school: Desk, by: str, measure: Measure) -> None:
    first = school.today - timedelta(TERM_DAYS)
    challenge = Challenge(first, school.today, measure, by, "pupil", 3)

    def rank() -> list[Standing]:
        return standing(school.library, challenge, Audience(), school.today, school_of(school), most=100)

    found = benchmark.pedantic(rank, rounds=9, warmup_rounds=2)
    assert found
    ms = benchmark.stats.stats.median * 1000
    words = f"{measure.value} by {by}"
    FIGURES.note(f"Ranking of a term, {words}, 1,000,000 loans", f"{ms:.0f} ms", f"{BOUND_MS} ms", "ranking_of_a_term")
    assert ms < BOUND_MS
