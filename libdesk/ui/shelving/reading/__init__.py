"""A shelf read from left to right."""
