"""The plan of a term as the librarian writes and changes it."""
