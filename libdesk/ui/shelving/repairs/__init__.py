"""Repairs: what is damaged, how far its repair is, what a regular check finds, and the register of it all."""
