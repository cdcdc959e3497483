"""Chizhou against what was published: facts to be fitted lie in their bands, or are known gaps of a direction and a size."""

import numpy as np
import pytest

from outputs.reference.validation import DOCUMENT, compared_facts, document, filled, read_gaps
from scenarios.facts.comparing import JUDGED, Compared, Verdict
from scenarios.files.observed import FIT, HOLD_OUT, PROXY

pytestmark = pytest.mark.chizhou
LAST_FITTED = 2018
CLOSED = (
    "mean {mean:.4g}: the gap has closed, turned round or changed by half; look at its entry in docs/validation.toml"
)


@pytest.fixture(scope="module")
def compared():
    return compared_facts()


def held(compared: Compared, gap) -> str:
    """What is wrong with a fact to be fitted beside the run; nothing where it is in its band or a known gap as it was."""
    fact = compared.fact
    if gap is None:
        return "" if compared.verdict is Verdict.INSIDE else f"mean {compared.mean:.4g} outside {fact.low}-{fact.high}"
    edge = fact.low if gap["direction"] == Verdict.BELOW else fact.high
    size = abs(gap["measured"] - edge)
    if compared.verdict == gap["direction"] and abs(compared.mean - gap["measured"]) <= size / 2:
        return ""
    return CLOSED.format(mean=compared.mean)


@pytest.mark.slow
def test_what_is_to_be_fitted_lies_in_its_band_or_is_a_known_gap(compared):
    gaps = read_gaps()
    judged = [each for each in compared[1] if each.fact.use == FIT and each.verdict in JUDGED]
    assert judged
    wrong = {each.fact.key: held(each, gaps.get(each.fact.key)) for each in judged}
    assert {key: what for key, what in wrong.items() if what} == {}


@pytest.mark.slow
def test_the_document_is_what_the_command_writes(compared):
    assert document(*compared) == DOCUMENT.read_text(encoding="utf-8"), "python -m outputs.reference.validation"


def test_every_gap_is_of_a_fact_and_says_where_how_much_and_why(case):
    facts = {fact.key: fact for fact in case.data.facts}
    for key, gap in read_gaps().items():
        fact = facts[key]
        assert set(gap) == {"direction", "measured", "cause"}
        assert gap["direction"] in (Verdict.BELOW, Verdict.ABOVE)
        outside = gap["measured"] < fact.low if gap["direction"] == Verdict.BELOW else gap["measured"] > fact.high
        assert outside, key


@pytest.mark.parametrize(
    ("mean", "gap", "right"),
    [
        (15.0, None, True),
        (20.1, None, False),
        (24.0, {"direction": "above", "measured": 24.0}, True),
        (22.0, {"direction": "above", "measured": 24.0}, True),  # half of the distance of 4
        (21.9, {"direction": "above", "measured": 24.0}, False),
        (26.1, {"direction": "above", "measured": 24.0}, False),  # it grew by more than half
        (19.0, {"direction": "above", "measured": 24.0}, False),  # it closed
        (6.0, {"direction": "above", "measured": 24.0}, False),  # it turned round
        (6.0, {"direction": "below", "measured": 6.0}, True),
        (12.0, {"direction": "below", "measured": 6.0}, False),
    ],
)
def test_a_gap_that_closes_turns_or_changes_by_half_is_told(case, mean, gap, right):
    fact = case.data.facts[0]._replace(since=None, value=15.0, low=10.0, high=20.0)
    assert (held(Compared(fact, mean, mean, mean, ()), gap) == "") is right


def test_the_use_of_each_fact_follows_the_rule(case):
    for fact in case.data.facts:
        fitted = fact.year <= LAST_FITTED and fact.evidence != PROXY
        assert fact.use == (FIT if fitted else HOLD_OUT), fact.key


def test_facts_have_words_in_both_languages_and_a_reason_for_their_band(case):
    for fact in case.data.facts:
        assert fact.note_zh != fact.note_en
        assert len(fact.note_en) > 5


def test_a_document_with_an_unknown_part_is_refused():
    with pytest.raises(KeyError, match="gold"):
        filled("<!-- generated: gold -->\n<!-- end -->\n", {})


@pytest.mark.slow
def test_what_is_met_exactly_by_the_synthesis_is_met_here(compared):
    found = {each.fact.key: each for each in compared[1]}
    share = found["zone_value_added_share.2015"]
    assert share.mean == pytest.approx(0.68, abs=1e-6)
    assert share.p95 - share.p5 == pytest.approx(0.0, abs=1e-6)
    assert np.isnan(found["value_added.city.2012"].mean)
