"""Cataloguing: the catalogue, what is added to it, what arrives, is ordered, withdrawn and registered."""

from typing import Final

CLASSES_PAGE: Final = "classes_page"
