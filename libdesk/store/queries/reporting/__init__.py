"""Figures of the further reports, of the targets and of the summary: read, never written, never named beyond need."""
