"""The commands that explain and list: levers, indicators, parameters, sources, cases and clauses."""
