"""Student librarians: appointments, training, the duty roster, the choice of the best."""
