"""The summary of a term, the log of study and research, the list of equipment."""
