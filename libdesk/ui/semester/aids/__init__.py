"""Teaching aids and wall charts: stock, issue and recall; boxes for class corners."""
