"""The progress of a sweep on the screen, and Ctrl-C or a signal to end, which asks it to stop when the units in hand are written."""

import threading
from types import FrameType, TracebackType

from rich.console import Console
from rich.progress import TaskID, TextColumn

from scenarios.sweep.plan import SweepPlan
from scenarios.sweep.runner import Watch
from scenarios.sweep.unit import Unit

from ..shared.progress import bar_columns, bar_on
from ..shared.stopping import stopped_by_signals
from .words import TEXTS


class Follower(Watch):
    """Follows a sweep: use as a context. A first Ctrl-C, or signal to end, stops it in order, a second one at once."""

    def __init__(self, plan: SweepPlan, screen: Console, language: str) -> None:
        self.texts = TEXTS[language]
        columns = bar_columns(TextColumn("{task.fields[rate]}", markup=False))
        self.progress = bar_on(screen, *columns, speed_estimate_period=60)
        self.bar: TaskID = self.progress.add_task(self.texts["preparing"], total=plan.most_runs, rate="")
        self.asked = threading.Event()
        self.signals = stopped_by_signals(self._ask)

    def __enter__(self) -> "Follower":
        """Show the bar and take over the signals."""
        self.signals.__enter__()
        self.progress.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, value: object, trace: TracebackType | None) -> None:
        """Remove the bar and give the signals back."""
        self.progress.stop()
        self.signals.__exit__(None, None, None)

    def _ask(self, number: int, frame: FrameType | None) -> None:
        if self.asked.is_set():
            raise KeyboardInterrupt
        self.asked.set()

    def done(self, unit: Unit, fresh: bool) -> None:
        """Move the bar; what was there before does not count for the rate."""
        task = self.progress.tasks[0]
        if not fresh:
            self.progress.update(self.bar, total=(task.total or 0) - unit.replicates)
            return
        self.progress.update(self.bar, advance=unit.replicates, description=self.texts["running"])
        rate = task.finished_speed or task.speed
        if rate:
            self.progress.update(self.bar, rate=self.texts["rate"].format(rate=rate))

    def failed(self, unit: Unit, reason: str) -> None:
        """Move the bar: a unit that failed is not done in this sweep."""
        self.progress.update(self.bar, advance=unit.replicates)

    def lost(self, unit: Unit) -> None:
        """Move the bar back: a unit is not believed any more."""
        self.progress.update(self.bar, advance=-unit.replicates)

    def stopping(self) -> bool:
        """Return whether somebody pressed Ctrl-C or asked the process to end."""
        return self.asked.is_set()
