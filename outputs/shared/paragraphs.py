"""Sentences and headings on the screen, in lines that break where their language allows it."""

from rich.cells import cell_len
from rich.console import Console, ConsoleOptions, RenderResult
from rich.text import Text

from .columns import folded
from .streams import writable

WARNING_MARK = "▲"


class Paragraph:
    """A text of one or more lines; `mark` is written before the first, and the others begin below its end."""

    def __init__(self, text: str, style: str = "", mark: str = "", mark_style: str = "") -> None:
        self.text = text
        self.style = style
        self.mark = mark
        self.mark_style = mark_style

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        """Yield the lines, as wide as the screen allows."""
        mark, text = (writable(part, options.encoding) for part in (self.mark, self.text))
        room = max(1, options.max_width - len(mark))
        lines = [each for line in text.split("\n") for each in folded(line, room)]
        for place, line in enumerate(lines):
            before = mark if place == 0 else " " * len(mark)
            shown = Text(no_wrap=True, overflow="ignore")  # its own style would be that of the line too
            yield shown.append(before, style=self.mark_style).append(line.rstrip(), style=self.style)


def warning(text: str) -> Paragraph:
    """Return a warning behind its mark."""
    return Paragraph(text, mark=f"{WARNING_MARK} ", mark_style="bold yellow")


class SectionHeading:
    """The heading of a section, with a line from its end to the edge of the screen."""

    def __init__(self, text: str) -> None:
        self.text = text

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        """Yield the heading, as wide as the screen allows."""
        *above, last = folded(writable(self.text, options.encoding), options.max_width)
        for line in above:
            yield Text(line.rstrip(), style="bold", no_wrap=True, overflow="ignore")
        rule = ("-" if options.ascii_only else "─") * (options.max_width - cell_len(last) - 1)
        shown = Text(last, style="bold", no_wrap=True, overflow="ignore")
        yield shown.append(f" {rule}".rstrip(), style="not bold dim")
