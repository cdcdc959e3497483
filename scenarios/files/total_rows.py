"""Rows that add up the others, as yearbooks end a table with one: read as an item they would count everything twice."""

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from ..refusals.gathering import Faults
from ..refusals.problem import InputProblem, as_written, say
from .table import Row
from .text import plain

NAMES = frozenset(
    (
        "合计", "总计", "小计", "共计", "总和", "累计", "汇总", "全市", "全区", "全市合计", "全市总计", "全区合计", "开发区合计", "开发区合计",
        "各开发区合计", "total", "totals", "subtotal", "grandtotal", "sum", "all", "citytotal", "totalcity", "wholecity",
    )
)  # fmt: skip
FEWEST = 4  # rows from which sums are looked at: of three, one is the sum of the others by chance now and then
CLOSE = 0.005  # of itself: how far a sum may be off for rounding
ADDED = ("output", "firms", "industrial_land")  # columns of parks.csv that add up


def is_named_total(text: str) -> bool:
    """Return whether a cell names a row of totals: the whole of it, whatever the spaces, the width and the case."""
    return "".join(plain(text).split()).strip(":").casefold() in NAMES


def without_totals(rows: Sequence[Row], columns: Sequence[str], faults: Faults) -> list[Row]:
    """Return the rows that are items of their own; those that one of the `columns` names as totals are faults."""
    items = []
    for row in rows:
        named = next((column for column in columns if is_named_total(row.cells.get(column, ""))), None)
        if named is None:
            items.append(row)
            continue
        what = say("row_of_totals", name=as_written(row.text(named)))
        faults.add(InputProblem(row.place(named), what, say("leave_totals_out")))
    return items


class AddedUp(NamedTuple):
    """Where a park is that has what others have together, and in which columns."""

    place: int
    columns: tuple[str, ...]


def adding_up(parks: Sequence[Mapping[str, float]], zones: Sequence[bool]) -> Iterator[AddedUp]:
    """Yield the zones whose output and one more of `ADDED` are the sums of the other parks, or of the other zones.

    `parks` has the numbers of each row by column, `zones` whether it is a zone; both in the same order.
    """
    if len(parks) < FEWEST:
        return
    everybody = [True] * len(parks)
    for place in (place for place, inside in enumerate(zones) if inside):
        found: tuple[str, ...] = ()
        for counted in (everybody, zones):
            others = [each for other, each in enumerate(parks) if counted[other] and other != place]
            columns = tuple(name for name in ADDED if _is_sum(parks[place][name], [each[name] for each in others]))
            found = max(found, columns, key=len)
        if ADDED[0] in found and len(found) > 1:
            yield AddedUp(place, found)


def _is_sum(value: float, others: Sequence[float]) -> bool:
    return value > 0.0 and abs(sum(others) / value - 1) <= CLOSE
