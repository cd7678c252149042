"""The pieces of the page that finds books and of the page that finds readers."""
