"""Files of MARC records on the import page: into the catalogue, or into the pool of suppliers' records."""
