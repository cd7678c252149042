"""Adding books: ISBN, label, ISBN, label; what no one described yet is written in a form on the way."""
