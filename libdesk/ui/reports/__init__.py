"""Parts of the reports: what is taken along of a list, as text, as a picture, on paper."""
