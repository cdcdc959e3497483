"""What is declared is used: no parameter, lever, column or source stands there for nothing."""

import re
from pathlib import Path

import pytest

from model.levers import LEVERS
from model.parameters import CHOICES, PARAMETERS
from model.record import BOOK_COLUMNS
from model.sources import ASSUMPTION, SOURCES
from model.state import CITY_COLUMNS, FIRM_COLUMNS, PARK_COLUMNS
from model.synthesis_parameters import SYNTHESIS_PARAMETERS
from model.world import INDUSTRY_COLUMNS, SITE_COLUMNS

ROOT = Path(__file__).parents[2]


def text_of(*patterns):
    paths = [path for pattern in patterns for path in ROOT.glob(pattern)]
    return "\n".join(path.read_text(encoding="utf-8") for path in sorted(paths))


COMPILED = text_of("model/rules/*.py", "model/phases/*.py", "model/quarter.py")
DECLARED = re.sub(r'\bname="\w+"', "", text_of("model/declared/*.py"))  # a declaration is no use of its own name
FORMULAS = COMPILED + DECLARED + text_of("model/formulas.py", "model/population/*.py")
CITED = text_of(
    "model/declared/*.py",
    "scenarios/cases/*/case.toml",
    "scenarios/cases/*/sources.csv",
    "scenarios/cases/*/breaks.csv",
)


def reads(text, name):
    return re.search(rf'\.{name}\b|"{name}"', text) is not None


@pytest.mark.parametrize("name", PARAMETERS)
def test_every_parameter_is_read(name):
    assert reads(FORMULAS, name)


@pytest.mark.parametrize("name", CHOICES)
def test_runs_alone_read_a_choice(name):
    """Not the baseline population, which would have to be made anew, nor a formula, which words reach."""
    assert name not in SYNTHESIS_PARAMETERS
    assert not reads(DECLARED + text_of("model/formulas.py", "model/population/*.py"), name)


@pytest.mark.parametrize("name", LEVERS)
def test_every_lever_is_read_by_a_phase(name):
    assert re.search(rf"(lever|levers\[.+\])\.{name}\b", COMPILED)


@pytest.mark.parametrize("name", [*FIRM_COLUMNS, *PARK_COLUMNS, *CITY_COLUMNS, *BOOK_COLUMNS])
def test_every_column_is_used(name):
    assert reads(COMPILED, name)


@pytest.mark.parametrize("name", [*INDUSTRY_COLUMNS, *SITE_COLUMNS])
def test_every_column_of_the_world_is_used(name):
    assert reads(FORMULAS, name)


@pytest.mark.parametrize("key", SOURCES)
def test_every_source_is_cited(key):
    assert key == ASSUMPTION or key in CITED
