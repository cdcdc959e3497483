"""How large a case and an experiment may be. What the largest take is measured in `docs/limits.md`; beyond is refused.

What is larger is refused when the case or the command line is read, before anything is simulated or written.
"""

PARKS = 300
INDUSTRIES = 64
LISTED_FIRMS = 100_000  # rows of firms.csv, and of any other table
FIRMS = 200_000  # of a baseline population: on the register and below its threshold
SCENARIOS = 200  # of a case
REPLICATES = 10_000_000  # of a scenario, or of a point of a design
