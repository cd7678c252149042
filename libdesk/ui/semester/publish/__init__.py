"""The pages to publish: what is on them, where they go, and the last time they went."""
