"""What each further report shows: its figures read through the desk, put under columns with their formulas."""
