"""The duty roster of student librarians: a week of slots, filled, changed, swapped, printed."""
