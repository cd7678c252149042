"""Subscriptions, issues, pieces, claims and the reading in the room."""
