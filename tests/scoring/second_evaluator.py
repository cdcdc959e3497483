"""Scoring once more, written from docs/scoring.md and not from the program: one participant at a time, rows as plain data.

It reads a table as it is in a TOML file and counts ranks by who is ahead. Averages are never formed: composites are
compared in units of one common denominator.
"""

from fractions import Fraction


def number(written):
    return Fraction(str(written["value"] if isinstance(written, dict) else written))


def points_of(rule, kind, name, figures):
    """Points of one participant in a row, from the figures of all."""
    mine = figures[name]
    if kind == "linear":
        return linear(rule, mine[rule["figure"]])
    if kind == "counted":
        earned = Fraction(0)
        for figure, each in rule["each"].items():
            if mine[figure] is not None:
                earned += number(each) * mine[figure]
        return min(earned, number(rule["most"])) if "most" in rule else earned
    if kind == "reached":
        figure = mine[rule["figure"]]
        return Fraction(0) if figure is None or figure < number(rule["least"]) else number(rule["award"])
    if kind == "relative":
        return relative(rule, name, figures)
    return by_rank(rule, name, figures)


def linear(rule, figure):
    if figure is None:
        return Fraction(0)
    base, reference, step = (number(rule[key]) for key in ("base", "reference", "step"))
    above = figure >= reference
    steps = abs(figure - reference) / step
    if rule.get("whole_steps"):
        steps = Fraction(steps.numerator // steps.denominator)
    change = base * number(rule["a_step"]) * steps
    limit = base * number(rule["most_added" if above else "most_taken"])
    change = limit if change > limit else change
    return base * number(rule["at_reference"]) + (change if above else -change)


def by_rank(rule, name, figures):
    names = rule["figures"]
    weights = [number(each) for each in rule.get("weights", [])]
    weights.append(1 - sum(weights))
    ranked = {who: [known[figure] for figure in names] for who, known in figures.items()}
    ranked = {who: known for who, known in ranked.items() if None not in known}
    if name not in ranked:
        return Fraction(0)
    sums = [sum(known[place] for known in ranked.values()) for place in range(len(names))]
    common = Fraction(1)
    for each in sums:
        common *= each if each else 1

    def composite(known):
        if len(names) == 1:
            return known[0]
        return sum(
            weight * figure * (common / each) for weight, figure, each in zip(weights, known, sums, strict=True) if each
        )

    ahead = sum(composite(known) > composite(ranked[name]) for known in ranked.values())
    points = number(rule["best"]) - ahead * number(rule["step"])
    return points if points > 0 else Fraction(0)


def relative(rule, name, figures):
    pairs = {who: (known[rule["figure"]], known[rule["over"]]) for who, known in figures.items()}
    pairs = {who: pair for who, pair in pairs.items() if None not in pair}
    if name not in pairs:
        return Fraction(0)
    above, below = (sum(pair[place] for pair in pairs.values()) for place in (0, 1))
    mine = pairs[name][0] / pairs[name][1] if pairs[name][1] else Fraction(1)
    average = above / below if below else Fraction(1)
    return number(rule["award"]) * (mine / average if average else Fraction(1))


RULES = ("linear", "ranked", "counted", "reached", "relative")


def second_score(table, figures):
    """Return total and rank of each participant, from a table as it is written and figures by participant."""
    totals = {}
    for name in figures:
        total = Fraction(0)
        for heading, entry in table["headings"].items():
            points = Fraction(0)
            for row in table["rows"].values():
                if row["heading"] == heading:
                    (kind,) = (each for each in RULES if each in row)
                    points += points_of(row[kind], kind, name, figures)
            if "most" in entry and points > number(entry["most"]):
                points = number(entry["most"])
            total += points
        totals[name] = total
    return {name: (total, 1 + sum(other > total for other in totals.values())) for name, total in totals.items()}
