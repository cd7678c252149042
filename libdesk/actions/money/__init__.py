"""What is owed and how it is settled, and suspensions instead of money."""
