"""The page of labels: for copies, class corners, books to come, and the desk's own command cards."""
