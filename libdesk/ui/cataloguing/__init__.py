"""Cataloguing: the catalogue, what is added to it, what arrives, is ordered, withdrawn and registered."""
