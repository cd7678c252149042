"""Binding: issues of a year become volumes, on lists for the bindery."""
