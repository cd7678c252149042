"""While Qt goes through all widgets, none may be deleted: a garbage collection would take windows that nobody holds."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def uncollected() -> Iterator[None]:
    """No collection inside: Qt walks a list of bare pointers there and calls Python, which makes objects."""
    collects = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collects:
            gc.enable()
