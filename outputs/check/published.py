"""The section of a check that holds published figures of the baseline year against what the populations come to."""

from collections.abc import Iterator

from rich.console import RenderableType

from scenarios.files.totals import TOTALS
from scenarios.inspection.findings import Inspection
from scenarios.inspection.trial import FigureReached

from ..shared.language import label
from ..shared.paragraphs import Paragraph
from ..shared.values import number_in, shown_as, value_text
from .numbers import plain_table, section_heading
from .words import TEXTS

FACTOR = "1"  # unit of what rates are multiplied by


def figures_part(inspection: Inspection, language: str) -> Iterator[RenderableType]:
    """Yield the table of the published figures; nothing where the case gives none."""
    figures, texts = inspection.trial.figures, TEXTS[language]
    if not figures:
        return
    yield section_heading("figures", language)
    columns = (texts["unit"], texts["published"], texts["population_mean"], texts["population_span"], texts["rates_by"])
    table = plain_table(texts["figure"], *columns, left=(0, 1))
    for figure in figures:
        table.add_row(*figure_cells(figure, language))
    yield table
    yield Paragraph(texts["figures_key"].format(pool=inspection.trial.populations), "dim")


def figure_cells(figure: FigureReached, language: str) -> tuple[str, ...]:
    """Return a row of the table: figure, unit, as published, mean of the populations, their span, and the factor."""
    unit = TOTALS[figure.name].unit
    mean, least, most = (
        number_in(each, unit, language, rounded=True) for each in (figure.mean, figure.least, figure.most)
    )
    factor = (
        TEXTS[language]["compared"]
        if figure.factor is None
        else value_text(figure.factor, FACTOR, language, rounded=True)
    )
    return (
        label(TOTALS[figure.name], language), shown_as(unit, language).text, number_in(figure.published, unit, language),
        mean, f"{least}–{most}", factor,
    )  # fmt: skip


def figure_values(figure: FigureReached, language: str) -> dict[str, str]:
    """Return what a finding says of a figure: its label, and published and reached values with their unit."""
    unit = TOTALS[figure.name].unit
    return {
        "figure": label(TOTALS[figure.name], language),
        "published": value_text(figure.published, unit, language),
        "mean": value_text(figure.mean, unit, language, rounded=True),
    }
