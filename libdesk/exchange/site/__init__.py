"""Pages to publish: a small static site that opens from a folder, a stick or the school's server, without a network."""
