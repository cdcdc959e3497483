"""`make bench`: measure the compiled model against what else could be used, print it and write `results.md`."""

import resource
import tempfile
from collections.abc import Callable
from pathlib import Path

import numpy as np

from model.engine import run
from model.state import firm_dtype
from scenarios import DEFAULT_CASE, Case, load_case

from .kernels import compiled, native, vectorised
from .kernels.setting import Setting, fresh, setting
from .report import RESULTS, report, table
from .scaled import scaled_world
from .timing import side_by_side

SIZES = (400, 4_000, 40_000, 400_000)
KERNEL_SIZES = (500, 5_000, 50_000)
ROUNDS = 7
REPLICATES = 200
THREADED_REPLICATES = 1_000  # many blocks, so that no thread waits long for the other's last one
# So many that the call itself does not matter; nobody leaves meanwhile, so that all firms are there to the end.
KERNEL_QUARTERS = 400


def replicate(case: Case) -> str:
    """Measure a replicate of the case on one thread, and two threads against one."""
    levers = case.scenario("draft").schedule(case.calendar)

    def runs(threads: int) -> Callable[[], object]:
        return lambda: run(case.world, levers, np.arange(THREADED_REPLICATES), 1, threads=threads)

    timing = side_by_side({"one": runs(1), "two": runs(2)}, ROUNDS)
    firms = case.world.rows
    return (
        f"Chizhou, scenario draft: {firms} firms and projects at the baseline, {case.calendar.quarters - 1} quarters. A "
        f"replicate takes {timing.median('one') / THREADED_REPLICATES * 1e3:.2f} ms on one thread; two threads do "
        f"{timing.ratio('one', 'two'):.2f} times as many, which makes {timing.median('two') * 10_000 / THREADED_REPLICATES:.1f} s "
        "for 10,000."
    )


def twin(case: Case) -> str:
    """Measure the compiled model against the same model in plain Mesa."""
    from tests.twin.city import City  # the oracle of the tests is also the plain model to compare with

    levers = case.scenario("draft").schedule(case.calendar)

    def plain() -> None:
        city = City(case.world, levers, seed=1, replicate=0)
        for _ in range(case.calendar.quarters - 1):
            city.step()

    def several() -> None:
        run(case.world, levers, np.arange(REPLICATES), 1)

    def alone() -> None:
        for number in range(REPLICATES):
            run(case.world, levers, np.arange(number, number + 1), 1)

    timing = side_by_side({"plain": plain, "compiled": several, "alone": alone}, ROUNDS)
    return (
        f"A replicate in plain Mesa takes {timing.median('plain') * 1e3:.0f} ms, the compiled model "
        f"{timing.median('compiled') / REPLICATES * 1e3:.2f} ms, one of {REPLICATES} in a call: "
        f"{REPLICATES * timing.ratio('plain', 'compiled'):.0f} times as fast, with the same firms to 1e-9. A call for one "
        f"replicate alone takes {timing.median('alone') / REPLICATES * 1e3:.2f} ms, which makes it "
        f"{REPLICATES * timing.ratio('plain', 'alone'):.0f} times."
    )


def kernels(case: Case) -> str:
    """Measure growth, upgrading and exit alone: compiled rules, NumPy, and C where a compiler is."""
    library = native.build() if native.compiler() else None
    rows = []
    for size in KERNEL_SIZES:
        start = setting(case.world, size)
        start = start._replace(parameters=start.parameters.copy())
        start.parameters.exit_hazard = 0.0
        repeats = max(1, 3_000 // size)

        def several(
            kernel: Callable[[Setting], object], start: Setting = start, repeats: int = repeats
        ) -> Callable[[], object]:
            def action() -> None:
                for _ in range(repeats):
                    kernel(fresh(start))

            return action

        actions = {
            "rules": several(lambda firms: compiled.run(firms, KERNEL_QUARTERS)),
            "numpy": several(lambda firms: vectorised.run(firms, KERNEL_QUARTERS)),
        }
        if library is not None:
            actions["c"] = several(lambda firms: native.run(library, firms, KERNEL_QUARTERS))
        timing = side_by_side(actions, ROUNDS)
        cost = timing.median("rules") / (repeats * len(start.firms) * KERNEL_QUARTERS) * 1e9
        speed_of_c = f"{timing.ratio('c', 'rules'):.2f}" if library is not None else "no C compiler found"
        rows.append([f"{len(start.firms):,}", f"{cost:.0f}", f"{timing.ratio('numpy', 'rules'):.1f}", speed_of_c])
    headings = [
        "firms",
        "rules, ns a firm-quarter",
        "times as fast as NumPy",
        "speed over C (-O3 -march=native, vectorised)",
    ]
    return table(headings, rows)


def sizes(case: Case) -> str:
    """Measure the cost of a firm-quarter and the memory of a run from 400 to 400,000 firms."""
    levers = case.scenario("draft").schedule(case.calendar)
    worlds = {size: scaled_world(case.world, size) for size in SIZES}
    repeats = {size: max(1, 40_000 // world.rows) for size, world in worlds.items()}

    def runs(size: int, threads: int) -> Callable[[], object]:
        return lambda: run(worlds[size], levers, np.arange(max(threads, repeats[size])), 1, threads=threads)

    timing = side_by_side({str(size): runs(size, 1) for size in SIZES}, ROUNDS)
    rows = []
    for size, world in worlds.items():
        each = repeats[size] * world.rows * (case.calendar.quarters - 1)
        cost = timing.median(str(size)) / each * 1e9
        first = repeats[SIZES[0]] * worlds[SIZES[0]].rows * (case.calendar.quarters - 1)
        ratio = timing.ratio(str(size), str(SIZES[0])) * first / each
        state = firm_dtype.itemsize * world.rows / 1e6
        rows.append([f"{world.rows:,}", f"{cost:.0f}", f"{ratio:.2f}", f"{state:.1f}"])
    return table(["firms", "ns a firm-quarter", "over the smallest", "table of firms, MB"], rows)


def memory(case: Case) -> str:
    """Measure how much memory grows with the number of runs when only summaries are kept."""
    levers = case.scenario("draft").schedule(case.calendar)

    def peak() -> float:
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024

    run(case.world, levers, np.arange(100), 1)
    before = peak()
    for block in range(100):
        run(case.world, levers, np.arange(100 * block, 100 * (block + 1)), 1, threads=2)
    return (
        f"Peak memory {before:.0f} MB after 100 runs, {peak():.0f} MB after 10,000 more in blocks of 100 whose records were "
        "dropped."
    )


def main() -> None:
    """Run all benchmarks, print the report and write it; nothing is written when one fails."""
    case = load_case(DEFAULT_CASE)
    sections = {
        "A replicate": replicate(case),
        "Against plain Mesa": twin(case),
        "Growth, upgrading and exit alone": kernels(case),
        "Size": sizes(case),
        "Memory": memory(case),
    }
    text = report(sections)
    print(text)
    with tempfile.NamedTemporaryFile("w", dir=RESULTS.parent, delete=False, encoding="utf-8") as file:
        file.write(text)
    Path(file.name).replace(RESULTS)


if __name__ == "__main__":
    main()
