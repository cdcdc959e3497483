"""A second evaluator, written from the document alone, agrees on 10,000 random tables to the last fraction."""

from fractions import Fraction

import numpy as np
import pytest

from scenarios.files.scoring_shape import ScoringFile
from scenarios.files.scoring_tables import scoring_table
from scenarios.scoring.evaluator import score
from tests.scoring.second_evaluator import second_score

TABLES = 10_000
PARTS = 4
FIGURES = ("a", "b", "c", "d")


class Maker:
    """Makes tables and figures at random; numbers are short decimals, so that ties and thresholds are met often."""

    def __init__(self, seed):
        self.random = np.random.default_rng(seed)

    def below(self, most):
        return int(self.random.integers(most))

    def decimal(self, low, high):
        return round(low + (high - low) * self.below(21) / 20, 3)

    def figure(self):
        return FIGURES[self.below(len(FIGURES))]

    def figures(self, count):
        return [str(each) for each in self.random.choice(FIGURES, count, replace=False)]

    def linear(self):
        return {
            "figure": self.figure(), "base": self.decimal(1, 30), "reference": self.decimal(0, 4), "step": self.decimal(0.1, 2),
            "at_reference": self.decimal(0, 1), "a_step": self.decimal(0, 1), "most_added": self.decimal(0, 1),
            "most_taken": self.decimal(0, 1), "whole_steps": bool(self.below(2)),
        }  # fmt: skip

    def ranked(self):
        count = 1 + self.below(3)
        weights = [{"value": self.decimal(0, 1 / count)} for _ in range(count - 1)]
        step = self.decimal(0, 6)
        return {"figures": self.figures(count), "weights": weights, "best": self.decimal(1, 15), "step": step}

    def counted(self):
        found = {"each": {name: self.decimal(0, 3) for name in self.figures(1 + self.below(3))}}
        return found | ({"most": self.decimal(1, 8)} if self.below(2) else {})

    def reached(self):
        return {"figure": self.figure(), "least": self.decimal(0, 5), "award": self.decimal(1, 9)}

    def relative(self):
        above, below = self.figures(2)
        return {"figure": above, "over": below, "award": self.decimal(1, 9)}

    def table(self):
        kinds = ("linear", "ranked", "counted", "reached", "relative")
        names = {"zh": "名", "en": "name"}
        headings = {f"h{number}": {**names, "most": self.decimal(1, 40)} for number in range(1 + self.below(3))}
        if self.below(2):
            del headings["h0"]["most"]
        rows = {}
        for number in range(1 + self.below(6)):
            kind = kinds[self.below(len(kinds))]
            heading = f"h{self.below(len(headings))}"
            rows[f"r{number}"] = {**names, "heading": heading, "clause": "1", kind: getattr(self, kind)()}
        figures = {name: {**names, "unit": "1", "low": 0, "high": 9} for name in FIGURES}
        return {
            **names, "variant": "A", "year": 2015, "source": "x", "figures": figures, "headings": headings, "rows": rows,
        }  # fmt: skip

    def participants(self):
        numbers = self.random.integers(-2, 21, size=(1 + self.below(6), len(FIGURES)))
        return {
            f"p{place}": {
                name: None if each == -2 else Fraction(max(0, int(each)), 4)
                for name, each in zip(FIGURES, row, strict=True)
            }
            for place, row in enumerate(numbers)
        }


@pytest.mark.parametrize("part", range(PARTS))
def test_both_evaluators_agree(part):
    maker = Maker(20150915 + part)
    for _ in range(TABLES // PARTS):
        table, participants = maker.table(), maker.participants()
        file = ScoringFile.model_validate(table)
        found = score(scoring_table(file, file.rows, {}), participants)
        again = second_score(table, participants)
        assert {name: (each.total, each.rank) for name, each in found.items()} == again, (table, participants)


def test_the_tables_are_not_all_of_one_kind():
    """What the agreement is worth: capped and free headings, ties, missing figures and every rule occur."""
    maker = Maker(20150915)
    tables = [(maker.table(), maker.participants()) for _ in range(300)]
    kinds = [kind for table, _ in tables for row in table["rows"].values() for kind in row]
    assert min(kinds.count(kind) for kind in ("linear", "ranked", "counted", "reached", "relative")) > 100
    found = [second_score(table, figures) for table, figures in tables]
    assert sum(len({rank for _, rank in each.values()}) < len(each) for each in found) > 30
    assert sum(None in known.values() for _, figures in tables for known in figures.values()) > 100
