"""The windows. Importing this first spares the start what PySide6 adds to every later import.

PySide6 puts a function of its own in the place of `__import__`. It reads the source of each module that is imported
afterwards, in search of `from __feature__ import …`; libdesk asks for no feature, and the reading took 30 ms of
each start.
"""

import builtins

import PySide6.QtCore  # noqa: F401  # now its __import__ stands there, if this release has one

builtins.__import__ = getattr(builtins, "__orig_import__", builtins.__import__)
