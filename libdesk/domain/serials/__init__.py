"""Periodicals and newspapers: when issues appear, how they are numbered, what is late, what can be bound."""
