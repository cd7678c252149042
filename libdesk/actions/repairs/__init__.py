"""Repairs of copies, and the regular checks that find what needs one."""
