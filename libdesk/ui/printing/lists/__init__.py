"""What makes the lists, slips and reports that are printed, from the library as it is at that moment."""
