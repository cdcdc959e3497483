"""Results as Markdown: what was measured, on what machine, with what versions."""

import os
import platform
from datetime import date
from importlib.metadata import version
from pathlib import Path

PACKAGES = ("numpy", "numba", "llvmlite", "mesa")
RESULTS = Path(__file__).with_name("results.md")


def processor() -> str:
    """Return the name of the processor, as far as the system tells."""
    path = Path("/proc/cpuinfo")
    if path.is_file():
        for line in path.read_text(encoding="utf-8").splitlines():
            if line.startswith("model name"):
                return line.split(":", 1)[1].strip()
    return platform.processor() or platform.machine()


def table(headings: list[str], rows: list[list[str]]) -> str:
    """Return a table."""
    lines = ["| " + " | ".join(headings) + " |", "| " + " | ".join(["---"] * len(headings)) + " |"]
    return "\n".join(lines + ["| " + " | ".join(row) + " |" for row in rows])


def report(sections: dict[str, str]) -> str:
    """Return the whole report: machine and versions, then a section for each measurement."""
    versions = ", ".join(f"{name} {version(name)}" for name in PACKAGES)
    head = [
        "# Speed",
        "",
        f"Measured on {date.today().isoformat()} by `make bench`: {processor()}, {os.cpu_count()} cores, "
        f"{platform.system()}, Python {platform.python_version()}, {versions}. Machines are noisy: times are medians, ratios are "
        "medians of pairs that were run side by side (A B A B), and only ratios should be compared between machines.",
    ]
    return "\n".join(head) + "".join(f"\n\n## {title}\n\n{text}" for title, text in sections.items()) + "\n"
