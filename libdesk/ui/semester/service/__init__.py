"""Service to readers: visits, questions, suggestions, announcements, new books, lists of books."""
