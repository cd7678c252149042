"""A query that runs long is stopped while it runs."""

import pytest

from libdesk.actions.desk import Desk
from libdesk.domain.progress import Cancelled, Progress
from libdesk.store.queries.stopping import stoppable

LONG = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 100000000) SELECT count(*) FROM n"


def test_it_ends_in_cancelled_and_the_connection_goes_on(desk: Desk) -> None:
    with pytest.raises(Cancelled), stoppable(desk.library, Progress(stopped=lambda: True)):
        desk.library.connection.execute(LONG).fetchone()
    assert desk.library.fetch("SELECT 1") == [(1,)]


def test_through_the_library_s_own_fetch_too(desk: Desk) -> None:
    with pytest.raises(Cancelled), stoppable(desk.library, Progress(stopped=lambda: True)):
        desk.library.fetch(LONG)


def test_where_nobody_stops_it_nothing_is_stopped(desk: Desk) -> None:
    with stoppable(desk.library, Progress()):
        assert desk.library.fetch("SELECT count(*) FROM place")[0][0] > 0
