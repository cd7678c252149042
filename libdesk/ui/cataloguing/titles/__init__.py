"""The catalogue as the librarian keeps it: the list of titles, one title with its copies, several at once."""
