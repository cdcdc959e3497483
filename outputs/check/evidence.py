"""The section of a check that grades the evidence: how many numbers of each file are known how well, and what is assumed."""

from collections.abc import Iterator

from rich.console import RenderableType

from scenarios.evidence.grading import EvidenceGrade
from scenarios.files.case_shape import Sourced
from scenarios.files.cell_labels import column_label
from scenarios.files.park_table import PARK_NUMBERS
from scenarios.files.ranges import KnownSum
from scenarios.files.totals import TOTALS
from scenarios.inspection.findings import Inspection

from ..shared.evidence_words import GRADES, counts_text
from ..shared.language import label, listed
from ..shared.paragraphs import Paragraph
from ..shared.values import numeral, range_text, value_text
from .numbers import bullets, plain_table, section_heading
from .words import TEXTS

# Units of sums that are declared otherwise than numbers are shown, and what to multiply by.
SHOWN_IN = {"output": ("100 million yuan", 1.0), "firms": ("1", 1.0), "factory_floor": ("10,000 m2", 1e-4)}


def evidence_part(inspection: Inspection, language: str) -> Iterator[RenderableType]:
    """Yield the grades of the numbers by file, which sums over the zones are known, and the totals that are assumed."""
    texts = TEXTS[language]
    yield section_heading("evidence", language)
    shown = [grade for grade in EvidenceGrade if any(counts[grade] for counts in inspection.evidence.values())]
    table = plain_table(texts["file"], texts["numbers"], *(GRADES[language][grade] for grade in shown))
    for file, counts in inspection.evidence.items():
        table.add_row(file, numeral(sum(counts.values())), *(numeral(counts[grade]) for grade in shown))
    yield table
    total = {grade: sum(counts[grade] for counts in inspection.evidence.values()) for grade in EvidenceGrade}
    yield Paragraph(texts["evidence_sum"].format(counts=counts_text(total, language)))
    yield Paragraph(texts["evidence_key"], "dim")
    known = [sum_text(each, language) for each in inspection.case.data.ranges.sums_kept if each.source]
    if known:
        yield Paragraph(texts["known_sums"].format(sums=listed(known, language)))
    if not inspection.case.data.citations:
        yield Paragraph(texts["no_sources"])
    if inspection.assumed_totals:
        yield section_heading("assumed", language)
        yield bullets(assumed_line(name, total, language) for name, total in inspection.assumed_totals.items())


def sum_text(known: KnownSum, language: str) -> str:
    """Return a known sum over the zones."""
    column = known.cells[0].column
    unit, scale = SHOWN_IN.get(column) or (PARK_NUMBERS[column].unit, 1.0)
    low, high = scale * known.low, scale * known.high
    amount = value_text(low, unit, language) if known.exact else range_text(low, high, unit, language)
    return TEXTS[language]["known_sum"].format(name=label(column_label(column), language), amount=amount)


def assumed_line(name: str, total: Sourced, language: str) -> str:
    """Return an assumed total with its range."""
    assert total.low is not None  # an assumption without a range is refused
    assert total.high is not None
    extent = range_text(total.low, total.high, total.unit, language)
    value = value_text(total.value, total.unit, language)
    return TEXTS[language]["assumed_total"].format(name=label(TOTALS[name], language), value=value, range=extent)
