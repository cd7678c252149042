"""Batches that came in, the check of their content, and the bureau's lists."""
