"""What a large run will take, said before it starts: time from a short trial, disk from the size of its tables."""

import time
from collections.abc import Iterator, Sequence

from model import simulate
from scenarios import Scenario
from scenarios.baseline_table import baseline_bytes
from scenarios.case import Case
from scenarios.experiment import explained, kept_bytes, planned_runs, table_bytes, temporary_bytes

from ..shared.amounts import duration, size

TRIED_FROM = 10_000  # runs; fewer take no minute
TRIED = 32  # replicates of the trial
LONG, LARGE = 60.0, 1e9  # seconds and bytes from which something is said
TEXTS = {
    "zh": {
        "time": "预计用时约 {time}（{runs} 次模拟，{threads} 个线程；按试跑 {tried} 次推算）",
        "disk": "预计占用磁盘最多 {size}（其中 {temporary} 为临时文件，运行结束即删除）",
    },
    "en": {
        "time": "Estimated time: about {time} ({runs} runs, {threads} threads; from a trial of {tried})",
        "disk": "Estimated disk: at most {size} ({temporary} of it temporary, freed at the end of the run)",
    },
}


def disk_needed(case: Case, scenarios: Sequence[Scenario], replicates: int) -> float:
    """Return the bytes of disk that a run takes at most: its tables before they are compressed, and temporary files."""
    tables = table_bytes(case, scenarios, replicates, explained(case)) + baseline_bytes(case, replicates)
    return tables + freed_at_the_end(case, scenarios, replicates)


def freed_at_the_end(case: Case, scenarios: Sequence[Scenario], replicates: int) -> float:
    """Return the bytes of temporary files, and of blocks that are kept until the run is complete."""
    return temporary_bytes(case, replicates) + kept_bytes(case, scenarios, replicates, explained(case))


def seconds_needed(case: Case, scenario: Scenario, seed: int, runs: int, threads: int) -> float:
    """Return about how many seconds so many runs take, after a trial in one thread; the model is compiled before."""
    simulate(case, scenario, 1, seed)
    began = time.perf_counter()
    simulate(case, scenario, TRIED, seed)
    return (time.perf_counter() - began) / TRIED * runs / threads


def told_before(
    case: Case, scenarios: Sequence[Scenario], replicates: int, seed: int, threads: int, disk: float, language: str
) -> Iterator[str]:
    """Yield what is said of a run before it starts: nothing of one that takes no minute and no GB. `disk` in bytes."""
    texts, runs = TEXTS[language], planned_runs(case, scenarios, replicates, explained(case))
    if runs >= TRIED_FROM:
        seconds = seconds_needed(case, scenarios[-1], seed, runs, threads)
        if seconds >= LONG:
            counts = {"runs": f"{runs:,}", "threads": threads, "tried": TRIED}
            yield texts["time"].format(time=duration(seconds, language), **counts)
    if disk >= LARGE:
        yield texts["disk"].format(size=size(disk), temporary=size(freed_at_the_end(case, scenarios, replicates)))
