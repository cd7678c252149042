"""The sample library of `--demo`: a made-up school with a term of lending behind it, apart from the real library.

It is made anew whenever it is started on another day, so that what is overdue and what is due soon stay sensible; what
was tried out in it lasts for that day. Only a file that says of itself that it is a sample is ever replaced.
"""

from datetime import date
from pathlib import Path

from libdesk.demo.errors import NotASample
from libdesk.domain.settings import written
from libdesk.store import migrations
from libdesk.store.database import check_file, reading, remove_with_log, something_stands_at
from libdesk.store.errors import LibraryFault


def make_demo(path: Path, *, seed: int = 1, today: date) -> None:
    """Make the sample library; the same seed and day give the same rows.

    Raises NotASample when anything but a sample stands at `path`, or a LibraryFault when it cannot be written.
    """
    from libdesk.demo.file import write_sample
    from libdesk.demo.school import make_school

    _keep_what_is_real(path)
    part = path.with_name(f"{path.name}.new")
    remove_with_log(part)
    write_sample(part, make_school(seed, today))
    remove_with_log(path)
    part.rename(path)


def open_demo(path: Path, today: date) -> None:
    """See that today's sample stands at `path`: it is left as it is, or made where it is missing or of another day.

    Raises as make_demo does.
    """
    from libdesk.demo.file import DAY_KEY, RECIPE, RECIPE_KEY

    stored = _stored_settings(path)
    fresh = stored.get(DAY_KEY) == written(today.isoformat()) and stored.get(RECIPE_KEY) == written(RECIPE)
    if not (fresh and _is_sample(stored) and check_file(path) == migrations.newest()):
        make_demo(path, today=today)


def _keep_what_is_real(path: Path) -> None:
    if something_stands_at(path) and not _is_sample(_stored_settings(path)):
        raise NotASample(path)


def _is_sample(stored: dict[str, str]) -> bool:
    return stored.get("demo") == written(True)


def _stored_settings(path: Path) -> dict[str, str]:
    """The settings as they are stored; none when there is no library that can be read."""
    try:
        check_file(path)
        with reading(path) as connection:
            return dict(connection.execute("SELECT key, value FROM setting"))
    except LibraryFault:
        return {}
