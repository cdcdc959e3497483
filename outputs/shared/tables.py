"""Tables on the screen: whatever its width, no character of a heading, a label or a number is lost.

Headings and cells are wrapped. A table that needs more width than there is becomes several, a few columns each. Each of
them has the column that names the rows.
"""

from collections.abc import Sequence
from itertools import accumulate, pairwise
from typing import NamedTuple

from rich import box
from rich.console import Console, ConsoleOptions, JustifyMethod, RenderableType, RenderResult
from rich.table import Table
from rich.text import Text

from .columns import folded, pieces, widest
from .paragraphs import Paragraph
from .streams import writable

READABLE = 10  # columns that a text has before its table is split, if it is as long
HEADING = 10  # and a heading, which is wrapped over more lines
LONGEST_WORD = 24  # of a heading or a label; a longer one is broken
LEAST_NAME = 6  # columns that the names of the rows keep beside a long number


class Frame(NamedTuple):
    """The lines of a table: their characters, how many columns they take at a table's ends and beside each of its columns."""

    lines: box.Box
    ends: int
    beside: int


FRAMED = Frame(box.HEAVY_HEAD, 1, 3)
PLAIN = Frame(box.SIMPLE_HEAD, -2, 2)


class WidthRange(NamedTuple):
    """Columns of a screen that a column of a table takes at least, and at most."""

    least: int
    most: int


class FittedTable:
    """A table that fits the screen. `name_column`, counted from 0, says what the rows are called."""

    def __init__(
        self,
        title: str = "",
        *,
        name_column: int = 0,
        frame: Frame = FRAMED,
        rules: bool = False,
        header_style: str = "bold",
    ) -> None:
        self.title = title
        self.name_column = name_column
        self.frame = frame
        self.rules = rules  # lines between the rows, which are there anyway where names of rows are long
        self.header_style = header_style
        self.headings: list[str] = []
        self.numbers: list[bool] = []
        self.rows: list[Sequence[str | Text]] = []

    def add_column(self, heading: str, *, number: bool = False) -> None:
        """Add a column: a number is to the right, and broken only where the screen is narrower than it."""
        self.headings.append(heading)
        self.numbers.append(number)

    def add_row(self, *cells: str | Text) -> None:
        """Add a row of cells; those that it lacks at its end are empty. Raises ValueError for more than there are columns."""
        lacking = len(self.headings) - len(cells)
        if lacking < 0:
            raise ValueError(f"{len(cells)} cells for {len(self.headings)} columns")
        self.rows.append([*cells, *[""] * lacking])

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        """Yield the title and the table, in as many parts as the width needs."""
        if self.title:
            yield Paragraph(self.title, style="bold")
        columns = [self._column(place, options.encoding, console) for place in range(len(self.headings))]
        needs = [needed(column, number) for column, number in zip(columns, self.numbers, strict=True)]
        for number, part in enumerate(self.parts(needs, options.max_width)):
            if number and self.frame is PLAIN:
                yield ""
            room = options.max_width - self._taken(part)
            yield self._drawn(columns, part, widths([needs[place] for place in part], room))

    def parts(self, needs: Sequence[WidthRange], width: int) -> list[list[int]]:
        """Return the columns of each part: all at once, or the names in every part and the others as evenly as can be."""
        whole = list(range(len(needs)))
        if len(whole) < 3 or self._fits(needs, whole, width):
            return [whole]
        others = [place for place in whole if place != self.name_column]
        for count in range(2, len(others)):
            ends = [round(number * len(others) / count) for number in range(count + 1)]
            found = [[self.name_column, *others[start:end]] for start, end in pairwise(ends)]
            if all(self._fits(needs, part, width) for part in found):
                return found
        return [[self.name_column, place] for place in others]

    def _fits(self, needs: Sequence[WidthRange], part: Sequence[int], width: int) -> bool:
        return sum(needs[place].least for place in part) <= width - self._taken(part)

    def _taken(self, part: Sequence[int]) -> int:
        return self.frame.ends + self.frame.beside * len(part)

    def _column(self, place: int, encoding: str, console: Console) -> list[Text]:
        """Return a column's heading and cells as an encoding can write them."""
        return [spelt(cell, encoding, console) for cell in (self.headings[place], *(row[place] for row in self.rows))]

    def _drawn(self, columns: Sequence[Sequence[Text]], part: Sequence[int], room: Sequence[int]) -> RenderableType:
        shown = [[fold(cell, width) for cell in columns[place]] for place, width in zip(part, room, strict=True)]
        framed = self.frame is FRAMED
        long_names = any("\n" in cell.plain for cell in shown[part.index(self.name_column)][1:])
        table = Table(
            box=self.frame.lines, show_lines=framed and (self.rules or long_names), header_style=self.header_style,
            show_edge=framed, pad_edge=framed, padding=(0, 1) if framed else (0, 1, 0, 0),
        )  # fmt: skip
        for place, width, cells in zip(part, room, shown, strict=True):
            side: JustifyMethod = "right" if self.numbers[place] else "left"
            table.add_column(cells[0], justify=side, width=width, no_wrap=True, overflow="fold")
        for row in zip(*(cells[1:] for cells in shown), strict=True):
            table.add_row(*row)
        return table


def spelt(cell: str | Text, encoding: str, console: Console) -> Text:
    """Return a cell as an encoding can write it, with its styles."""
    text = Text(cell) if isinstance(cell, str) else cell
    if writable(text.plain, encoding) == text.plain:
        return text
    return Text("").join(Text(writable(part.text, encoding), part.style or "") for part in text.render(console))


def needed(column: Sequence[Text], number: bool) -> WidthRange:
    """Return what a column needs, its heading first: words and numbers stay whole, and numbers with their units."""
    heading, *cells = (text.plain.split("\n") for text in column)
    lines = [line for cell in cells for line in cell]
    whole = [line for line in lines if number and any(map(str.isdigit, line))]
    words = [piece for line in (*heading, *lines) if line not in whole for piece in pieces(line)]
    least = max(min(widest(words), LONGEST_WORD), min(widest(heading), HEADING), widest(whole))
    least = max(least, min(widest(lines), READABLE))
    return WidthRange(least, max(least, widest([*heading, *lines])))


def widths(needs: Sequence[WidthRange], room: int) -> list[int]:
    """Return the columns' widths: what each needs, and the rest to those whose texts take the most lines.

    Where there is not even room for what is needed, the names of the rows give, which are first, and then the others.
    """
    found = [need.least for need in needs]
    if len(found) > 1 and sum(found) > room:
        found[0] = min(found[0], max(LEAST_NAME, room - sum(found[1:])))
    while sum(found) > room:
        found[found.index(max(found))] -= 1
    for _ in range(room - sum(found)):
        growing = [place for place, need in enumerate(needs) if found[place] < need.most]
        if not growing:
            break
        found[max(growing, key=lambda place: needs[place].most / found[place])] += 1
    return found


def fold(text: Text, width: int) -> Text:
    """Return a text in lines of at most `width` columns, with its styles."""
    lines = []
    for line in text.split("\n", allow_blank=True):
        ends = list(accumulate(map(len, folded(line.plain, width))))
        for part in line.divide(ends[:-1]):
            part.rstrip()
            lines.append(part)
    return Text("\n").join(lines)
