"""Periodicals and newspapers: what came today, the year at a glance, what is late, subscriptions, holidays, reading."""
