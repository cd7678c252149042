"""The pages of the semester."""
