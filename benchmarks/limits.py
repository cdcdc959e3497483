"""`python -m benchmarks.limits`: measure the largest cases accepted, and write the table in `docs/limits.md`."""

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

from scenarios.limits import INDUSTRIES, LISTED_FIRMS, PARKS, SCENARIOS

from .generated import write_case
from .report import processor, table

ROOT = Path(__file__).parents[1]
DOCUMENT = ROOT / "docs" / "limits.md"
BEGIN, END = "<!-- measured by python -m benchmarks.limits -->\n", "<!-- end of the measurement -->\n"
HEADINGS = ["case", "command", "time, s", "processor time, s", "memory, GB"]
PLAN = ("-s", "draft")
CHECK, RUN = ("check",), ("run", "-n", "20", *PLAN)
# By name: how large the case is, and the commands that are measured.
CASES: dict[str, tuple[dict[str, Any], tuple[tuple[str, ...], ...]]] = {
    f"{PARKS} parks": ({"parks": PARKS}, (CHECK, RUN)),
    f"{INDUSTRIES} industries": ({"industries": INDUSTRIES}, (CHECK, RUN)),
    f"{LISTED_FIRMS:,} listed firms": ({"firms": LISTED_FIRMS}, (CHECK, ("run", "-n", "2", *PLAN))),
    f"{SCENARIOS} scenarios": ({"scenarios": SCENARIOS}, (("run", "-n", "4"),)),
}


class Measured(NamedTuple):
    """What a command took: seconds of the clock and of processors, and the most bytes of memory at once."""

    seconds: float
    processor: float
    memory: float


def measured(arguments: Sequence[str], folder: Path) -> Measured:
    """Run a command of the product in its own process and return what it took. Raises RuntimeError where it fails."""
    begin = time.perf_counter()
    printed = folder / "printed.txt"
    with printed.open("wb") as file:
        process = subprocess.Popen([sys.executable, str(ROOT / "run.py"), *arguments], stdout=file, stderr=file)
        _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise RuntimeError(f"{' '.join(arguments)}: {printed.read_text(encoding='utf-8')[-500:]}")
    unit = 1 if sys.platform == "darwin" else 1024
    return Measured(time.perf_counter() - begin, used.ru_utime + used.ru_stime, used.ru_maxrss * unit)


def measure() -> list[list[str]]:
    """Return the rows of the table, each command once: the cases are made in a temporary folder."""
    rows = []
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        measured(["run", "chizhou", "-n", "2", *PLAN, "--out", str(folder / "compiled")], folder)  # not timed cold
        for number, (name, (sizes, commands)) in enumerate(CASES.items()):
            case = write_case(folder / f"case{number}", **sizes)
            for which, (command, *options) in enumerate(commands):
                out = [] if command == "check" else ["--out", str(folder / f"results{number}_{which}")]
                took = measured([command, str(case), *options, *out], folder)
                asked = " ".join([command, "CASE", *options])
                rows.append(
                    [name, f"`{asked}`", f"{took.seconds:.0f}", f"{took.processor:.0f}", f"{took.memory / 1e9:.1f}"]
                )
                print("  ".join(rows[-1]), flush=True)
    return rows


def main() -> None:
    """Measure, and write the table into the document."""
    rows = measure()
    text = DOCUMENT.read_text(encoding="utf-8")
    before, after = text.split(BEGIN)[0], text.split(END)[1]
    about = f"Measured on {date.today().isoformat()}: {processor()}, {os.cpu_count()} processors.\n"
    DOCUMENT.write_text(f"{before}{BEGIN}\n{about}\n{table(HEADINGS, rows)}\n\n{END}{after}", encoding="utf-8")


if __name__ == "__main__":
    main()
