"""The screen at which a reader looks for books alone: large type, pictures, nothing to be changed."""
