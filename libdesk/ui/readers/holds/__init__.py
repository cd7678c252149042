"""Holds: the shelf of what waits to be fetched, the queues of who waits, and placing a hold for a reader."""
