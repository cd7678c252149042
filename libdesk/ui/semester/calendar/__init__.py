"""The school's calendar as it is seen: a term, a month, a week, and what is on each day."""
