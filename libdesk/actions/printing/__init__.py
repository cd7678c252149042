"""What the library keeps of its papers: what was printed, codes printed ahead, sheets of its own."""
