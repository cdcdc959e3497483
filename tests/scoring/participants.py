"""Twenty constructed participants of the table of Yueqing with their figures, and what a person works out for them by hand.

Every line of `WORKED` is arithmetic on paper from the annex, in the order of `PARTICIPANTS`; none is from the program.
"""

from fractions import Fraction

from scenarios.case import CASES

YUEQING = CASES / "yueqing" / "scoring.toml"
COPIED = YUEQING.read_text(encoding="utf-8").replace('source = "seed-004"', 'source = "prototype"')  # for use elsewhere

FIGURES = (
    "growth", "value_added", "key_projects", "investment", "land_share", "large_projects", "new_platforms", "leading_firms",
    "yearly_plan", "national_platforms", "provincial_platforms", "national_funds", "provincial_funds",
    "national_commendations", "provincial_commendations",
)  # fmt: skip
# A figure that is not known is "-". The last six are national and provincial platforms, funds, and commendations.
TABLE = """
p01 0.12    500    30  40    0.9   0  1  1  1   1  0  0  0  0  0
p02 0.1201  420    20  50    1     1  0  1  1   0  1  1  0  0  0
p03 0.1199  420    25  30    0.8   2  5  1  1   1  1  0  0  0  1
p04 0.1     310    10  60    0.75  3  1  0  1   2  2  0  0  0  0
p05 0.0999  300    20  24.5  0.7   0  1  1  0   0  0  1  1  1  1
p06 0.06    295.5  12  40.5  0.7   1  1  1  1   1  0  2  0  0  0
p07 0.0599  210    5   25    0.7   2  -  1  -   0  0  0  3  0  0
p08 0.0601  210    10  10    0.7   0  0  0  0   0  0  0  0  0  0
p09 -       210    8   10    0.65  1  1  0  0   0  0  0  0  1  2
p10 -0.03   180    5   10    0.6   2  0  0  1   0  5  0  0  0  0
p11 0.3     175    5   9.9   0.55  -  2  1  1   0  0  0  0  0  0
p12 0.073   160    5   5     0.5   4  1  -  1   0  1  0  0  0  0
p13 0.11    -      3   4     0.4   1  0  1  0   1  1  1  0  0  0
p14 0.09    120    2   1.1   -     2  1  1  1   0  4  0  0  0  0
p15 0.085   90     0   0     0.3   0  -  -  -   -  -  -  -  -  -
p16 0.104   60.01  0   0     0.2   1  0  0  1   0  0  0  0  0  0
p17 0.13    60     50  -     0.1   2  1  1  1   3  0  0  0  0  0
p18 0       45     -   70    0.05  3  0  1  1   0  0  1  0  0  0
p19 0.113   20     -   -     0     1  1  0  0   0  0  0  0  0  1
p20 -       0      99  -     1     2  1  1  0   1  1  0  0  0  0
"""
PARTICIPANTS = {
    name: {
        figure: None if cell == "-" else Fraction(cell) for figure, cell in zip(FIGURES, cells, strict=True)
    }
    for name, *cells in (line.split() for line in TABLE.strip().splitlines())
}  # fmt: skip

# Growth: 22.5 points at 10 %, 1.25 a percentage point, within 17.5 and 25. p03: 22.5 + 1.25 * 1.99. p08: 22.5 - 1.25 * 3.99.
# Value added by rank, 15 - 0.3 (r - 1): p02 and p03 are both second, and p07, p08 and p09 all seventh; p13 is not ranked.
# Key projects and investment: of the sixteen that have both, the averages are 160 / 16 = 10 projects and 320 / 16 = 20.
# So 40 times the composite is 2 projects + investment: 100, 90, 80, 80, 64.5, 64.5, 35, 30, 26, 20, 19.9, 15, 10, 5.1, 0, 0.
# Land share by rank, 10 - 0.2 (r - 1): p02 and p20 are first, p01 is third, p05 to p08 are sixth, p09 is tenth.
# Large projects: 5 each, at most 10.
WORKED_ROWS = {
    "growth": "25 25 24.9875 22.5 22.4875 17.5 17.5 17.5125 0 17.5 25 19.125 23.75 21.25 20.625 23 25 17.5 24.125 0",
    "value_added": "15 14.7 14.7 14.1 13.8 13.5 13.2 13.2 13.2 12.3 12 11.7 0 11.4 11.1 10.8 10.5 10.2 9.9 9.6",
    "key_projects": "15 14.7 14.4 14.4 13.8 13.8 13.2 12.9 12.6 12.3 12 11.7 11.4 11.1 10.8 10.8 0 0 0 0",
    "land_share": "9.6 10 9.4 9.2 9 9 9 9 8.2 8 7.8 7.6 7.4 0 7.2 7 6.8 6.6 6.4 10",
    "large_projects": "0 5 10 10 0 5 10 0 5 10 0 10 5 10 0 5 10 10 5 10",
    "new_platforms": "10 0 10 10 10 10 0 0 10 0 10 10 0 10 0 0 10 0 10 10",
    "leading_firms": "10 10 10 0 10 10 10 0 0 0 10 0 10 10 0 0 10 10 0 10",
    "yearly_plan": "4 4 4 4 0 4 0 0 0 4 4 4 0 4 0 4 4 4 0 0",
    "bonuses": "3 4.5 6 6 6 6 4.5 0 6 6 0 1.5 6 6 0 0 6 3 1.5 4.5",
}
# Sums of the rows above. Projects: p03 33.8, p04 33.6, p07 32.2 and p10 30.3 are cut to 30, and p02 keeps its 29.7.
WORKED_HEADINGS = {
    "industry": "40 39.7 39.6875 36.6 36.2875 31 30.7 30.7125 13.2 29.8 37 30.825 23.75 32.65 31.725 33.8 35.5 27.7 34.025 9.6",
    "projects": "24.6 29.7 30 30 22.8 27.8 30 21.9 25.8 30 19.8 29.3 23.8 21.1 18 22.8 16.8 16.6 11.4 20",
    "innovation": "27 18.5 30 20 26 30 14.5 0 16 10 24 15.5 16 30 0 4 30 17 11.5 24.5",
}
# A-whole: p03 and p19 lose the part of a point above one (23.75 each), p05 22.5, p08 18.75, p12 20, p15 21.25, p16 22.5.
# B: p04 gets 9 for platforms instead of 6, p10 7.5 instead of 6, p13 4.5 + 3 instead of 6; p06 and p17 come to 33, cut to 30.
# C: 10 less for each whose leading firms are cultivated well.
WORKED_TOTALS = {
    "A": "91.6 87.9 99.6875 86.6 85.0875 88.8 75.2 52.6125 55 69.8 80.8 75.625 63.55 83.75 49.725 60.6 82.3 61.3 56.925 54.1",
    "A-whole": "91.6 87.9 98.45 86.6 85.1 88.8 75.2 53.85 55 69.8 80.8 76.5 63.55 83.75 50.35 60.1 82.3 61.3 56.55 54.1",
    "B": "91.6 87.9 99.6875 89.6 85.0875 88.8 75.2 52.6125 55 71.3 80.8 75.625 65.05 83.75 49.725 60.6 82.3 61.3 56.925 54.1",
    "C": "81.6 77.9 89.6875 86.6 75.0875 78.8 65.2 52.6125 55 69.8 70.8 75.625 53.55 73.75 49.725 60.6 72.3 51.3 56.925 44.1",
}
WORKED_RANKS = "2 4 1 5 6 3 11 19 17 12 9 10 13 7 20 15 8 14 16 18"  # by the totals of A


def numbers(line):
    """The numbers of a line, one a participant."""
    return [Fraction(cell) for cell in line.split()]
