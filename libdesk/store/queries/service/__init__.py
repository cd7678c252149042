"""Service to readers: visits, questions, suggestions, announcements, lists of books."""
