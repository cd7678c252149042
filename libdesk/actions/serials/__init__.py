"""Periodicals and newspapers: subscribed to, foretold, checked in, claimed, counted."""
