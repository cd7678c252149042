"""The end of a term: everything is asked back, final classes are cleared and leave."""
