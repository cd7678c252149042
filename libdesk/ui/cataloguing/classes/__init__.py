"""The class table: its page, and the field by which every form asks for a class."""
