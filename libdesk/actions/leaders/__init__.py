"""What the school's leaders are told: study and research, equipment, targets, the summary of a term."""
