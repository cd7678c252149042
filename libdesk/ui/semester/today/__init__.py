"""What a librarian finds in the morning: what is due, who is on duty, what is near, what waits."""
