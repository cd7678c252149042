"""The bars of codes: which symbols a text becomes, and how many of a printer's dots each bar is wide."""
