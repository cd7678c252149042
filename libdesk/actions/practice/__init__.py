"""The practice mode: a library to practise at, and what the training record keeps of it."""
