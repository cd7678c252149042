"""The practice mode: the real desk on a throw-away sample library, with guided drills."""
