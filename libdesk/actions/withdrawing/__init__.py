"""What leaves the library: lists of withdrawal, and what the education bureau names as not to be kept."""
