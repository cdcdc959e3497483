"""Every number of a grading file, with its place, declared unit, range and source."""

from collections.abc import Iterator

from model.criteria import AMOUNTS, CRITERIA
from model.grading_tables import POINTS

from .cited_numbers import SMALLEST, PlacedNumber, placed
from .grading_shape import CUTS, LARGEST_NUMBER, MOST_TIMES, SURCHARGES, DatedTable, GradingFile, Item, Rules


def numbers_of(file: GradingFile) -> Iterator[PlacedNumber]:
    """Yield the numbers of a grading file in its order; those of unknown criteria and amounts are left out."""
    for position, table in enumerate(file.tables, start=1):
        place = f"tables {position}"
        yield from _rule_numbers(place, table, table)
        for key, unit in SURCHARGES.items():
            for grade, number in getattr(table, key).items():
                yield placed(f"{place}.{key}.{grade}", number, table.source, unit)._replace(written=True)
        if table.small is not None:
            yield from _rule_numbers(f"{place}.small", table.small, table)
            for key in ("below", "graded_from"):
                for name, number in getattr(table.small, key).items():
                    if name in AMOUNTS:
                        found = placed(f"{place}.small.{key}.{name}", number, table.source, AMOUNTS[name].unit)
                        yield found._replace(written=True, low=SMALLEST, high=LARGEST_NUMBER)


def _rule_numbers(place: str, rules: Rules, table: DatedTable) -> Iterator[PlacedNumber]:
    for name, item in rules.items.items():
        if name in CRITERIA:
            yield from _item_numbers(f"{place}.items.{name}", CRITERIA[name].unit, item, table)
    for key in CUTS:
        for grade, number in enumerate(getattr(rules, key) or (), start=1):
            found = placed(f"{place}.{key} {grade}", number, table.source, "points" if key == "scores" else "share")
            yield found._replace(low=-LARGEST_NUMBER, high=LARGEST_NUMBER) if key == "scores" else found


def _item_numbers(place: str, unit: str, item: Item, table: DatedTable) -> Iterator[PlacedNumber]:
    yield placed(f"{place}.weight", item.weight, table.source, "points")._replace(high=POINTS)
    if item.benchmark is not None:
        found = placed(f"{place}.benchmark", item.benchmark, table.source, unit)
        yield found._replace(written=True, high=LARGEST_NUMBER)
    for key in ("least", "most"):
        if (number := getattr(item, key)) is not None:
            yield placed(f"{place}.{key}", number, table.source, "1")._replace(low=-MOST_TIMES, high=MOST_TIMES)
