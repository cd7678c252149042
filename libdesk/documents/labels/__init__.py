"""Labels for books: spine, barcode, both on one strip, class corners; a page of a sheet at a time."""

from libdesk.documents.labels.checks import Unprintable as Unprintable
from libdesk.documents.labels.checks import missing_glyphs as missing_glyphs
from libdesk.documents.labels.checks import unprintable as unprintable
from libdesk.documents.labels.pages import LabelPages as LabelPages
