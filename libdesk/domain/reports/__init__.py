"""Reports beyond the lending of a period: tables with their formulas, and what the regulation asks for."""
