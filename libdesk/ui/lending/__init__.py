"""The desk. What it does and says of a scan is imported once the window stands: its start has no scan yet."""

from importlib import import_module
from types import ModuleType


def __getattr__(name: str) -> ModuleType:
    """`lending.asides` where a module of the start needs it, without its import at the top."""
    if name.startswith("__"):
        raise AttributeError(name)
    return import_module(f"{__name__}.{name}")
