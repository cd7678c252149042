"""Teaching aids by quantity, and boxes for class corners."""
