"""Lends and returns for ever, saying each done thing aloud once its action has returned. For test_kill; not a test.

`python desk_driver.py LIBRARY SEED`: each line is flushed before the next action begins.
"""

import random
import sys
from datetime import UTC, datetime
from pathlib import Path

from libdesk.actions.desk import Actor, Desk
from libdesk.actions.lending import lend
from libdesk.actions.returning import give_back
from libdesk.domain.ops import Role
from libdesk.store.opening import open_library


def main(path: Path, seed: int) -> None:
    library = open_library(path)
    library.writer.execute("PRAGMA wal_autocheckpoint = 20")  # often, so that a kill meets checkpoints too
    desk = Desk(library, clock=lambda: datetime(2026, 3, 9, 2, tzinfo=UTC), actor=Actor(Role.LIBRARIAN))
    dice = random.Random(seed)
    copies = [row[0] for row in library.connection.execute("SELECT id FROM copy")]
    out = {row[0] for row in library.connection.execute("SELECT copy_id FROM loan WHERE returned IS NULL")}
    say("ready", 0, 0)
    while True:
        copy_id = dice.choice(copies)
        if copy_id in out:
            journal_id = give_back(desk, copy_id=copy_id).journal_id
            out.remove(copy_id)
            say("back", copy_id, journal_id)
        else:
            journal_id = lend(desk, copy_id=copy_id, reader_id=1, override="class set").journal_id
            out.add(copy_id)
            say("lent", copy_id, journal_id)


def say(what: str, copy_id: int, journal_id: int) -> None:
    sys.stdout.write(f"{what} {copy_id} {journal_id}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]))
