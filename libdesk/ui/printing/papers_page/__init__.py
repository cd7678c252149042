"""Printers as they were measured, and the sheets of labels."""
