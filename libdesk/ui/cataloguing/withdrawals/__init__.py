"""Lists of withdrawal: collected, approved, done."""
