"""The tables by which a case grades its firms, in a line each."""

from collections.abc import Iterator

from model.criteria import CRITERIA
from scenarios.files.grading_shape import SURCHARGES, DatedTable, GradingFile

from .language import label, listed
from .values import numeral, value_text

TEXTS = {
    "zh": {
        "table": "{start} 起：{label}，分为 {grades} 级；{items}",
        "small": "；规模较小的企业另有评价表",
        "item": "{criterion} {weight} 分",
        "electricity_surcharge": "；电价加价 {surcharges}",
        "water_surcharge": "；水价加价 {surcharges}",
    },
    "en": {
        "table": "from {start}: {label}; grades {grades}; points for {items}",
        "small": "; small firms have a table of their own",
        "item": "{criterion} {weight}",
        "electricity_surcharge": "; surcharges on electricity: {surcharges}",
        "water_surcharge": "; surcharges on water: {surcharges}",
    },
}


def grading_lines(file: GradingFile, language: str) -> Iterator[str]:
    """Yield a line for each table: from when it is in force, its grades, the weights of its items, and its surcharges."""
    for table in file.tables:
        yield table_text(table, language)


def table_text(table: DatedTable, language: str) -> str:
    """Return a table in one line."""
    texts = TEXTS[str(language)]
    items = [
        texts["item"].format(criterion=label(CRITERIA[name], language), weight=numeral(item.weight.value))
        for name, item in table.items.items()
    ]
    line = texts["table"].format(
        start=table.start,
        label=label(table, language),
        grades=listed(table.grades, language),
        items=listed(items, language),
    )
    for key, unit in SURCHARGES.items():
        if given := getattr(table, key):
            surcharges = [f"{grade} {value_text(number.value, unit, language)}" for grade, number in given.items()]
            line += texts[key].format(surcharges=listed(surcharges, language))
    return line + (texts["small"] if table.small is not None else "")
