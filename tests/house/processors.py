"""Are populations and results the same to the bit on every processor?

Libraries pick their instructions by processor. Here fresh processes are told to behave as on other ones: the linear
algebra library, NumPy, the system's library of functions, and the compiler. Each makes the populations of every shipped
case, and of one with firms of its own, and runs every scenario; hashes of all of it must be equal.

`python -m tests.house.processors` goes through all settings (a few minutes, most of it compiling) and exits with 1 when
one differs. The last column shows that a setting is at work: a hash of what the libraries themselves make of some numbers.
"""

import csv
import hashlib
import json
import math
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import numpy as np

ROOT = Path(__file__).parents[2]
REPLICATES = 8
LISTED = 40  # firms of the case that lists some
AS_IT_IS = "as it is"
OLDEST_LIBRARIES = "oldest libraries"


def settings():
    """Variables of the environment by the name of a setting; NumPy is asked which instructions it can do without."""
    from numpy._core._multiarray_umath import __cpu_dispatch__ as dispatched

    newest = " ".join(name for name in dispatched if name.startswith("AVX512") or name == "X86_V4")
    no_numpy = {"NPY_DISABLE_CPU_FEATURES": " ".join(dispatched)}  # with AVX2 and FMA3
    no_system = {"GLIBC_TUNABLES": "glibc.cpu.hwcaps=-AVX512F,-AVX2,-FMA,-FMA4,-AVX2_Usable,-FMA_Usable"}
    oldest = {"OPENBLAS_CORETYPE": "Prescott", **no_numpy, **no_system}
    generic = {"NUMBA_CPU_NAME": "generic", "NUMBA_CPU_FEATURES": ""}
    return {
        AS_IT_IS: {},
        "linear algebra of Haswell": {"OPENBLAS_CORETYPE": "Haswell"},
        "linear algebra of SkylakeX": {"OPENBLAS_CORETYPE": "SkylakeX"},
        "linear algebra of Prescott": {"OPENBLAS_CORETYPE": "Prescott"},
        "NumPy without AVX512": {"NPY_DISABLE_CPU_FEATURES": newest},
        "NumPy without AVX2 and FMA3": no_numpy,
        "system's library without AVX2 and FMA": no_system,
        OLDEST_LIBRARIES: oldest,
        "compiled for any processor": generic,
        "compiled for Haswell": {"NUMBA_CPU_NAME": "haswell", "NUMBA_CPU_FEATURES": "+avx2,+fma"},
        "oldest of all": {**oldest, **generic},
    }


def found_with(variables):
    """What a fresh process finds under variables of the environment: hashes by name, and `libraries`."""
    environment = {**os.environ, **variables, "PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-W", "ignore", "-m", "tests.house.processors", "--once"]
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def once():
    """Return the hashes of this process."""
    from scenarios import load_case
    from scenarios.case import shipped

    found = {}
    for name in shipped():
        case = load_case(name)
        found |= {f"{name} {what}": digest for what, digest in results(case).items()}
        with tempfile.TemporaryDirectory() as folder:
            found[f"{name} with listed firms"] = load_case(with_firms(case, Path(folder))).world.baseline_digest
    return {**found, "libraries": libraries()}


def results(case):
    """Hashes of the populations, of the runs of each scenario, and of the table of targets as it is written."""
    from scenarios.comparison.target_table import target_table
    from scenarios.experiment import explained, run_experiment

    experiment = run_experiment(case, case.scenarios.values(), REPLICATES, 1, threads=1, crossed=explained(case))
    found = {"populations": case.world.baseline_digest}
    for name, runs in experiment.items():
        digest = hashlib.sha256()
        for kept in (runs.indicators, runs.crossed, runs.parks, runs.ledger, runs.parameters):
            for variable in sorted(map(str, () if kept is None else kept.data_vars)):
                values = kept[variable].values
                if values.dtype == object:  # words: their bytes are addresses, which differ between processes
                    values = values.astype(str)
                digest.update(variable.encode() + values.tobytes())
        found[name] = digest.hexdigest()[:16]
    table = target_table(case, experiment).to_csv()
    return {**found, "table of targets": hashlib.sha256(table.encode()).hexdigest()[:16]}


def with_firms(case, folder):
    """Write a copy of a case that lists some of its firms, in figures of three digits; return its folder."""
    copy = folder / case.name
    shutil.copytree(case.folder, copy)
    (copy / "firms.csv").unlink(missing_ok=True)
    firms = case.world.populations.central.made(np.array([0]))[0][0]
    with (copy / "firms.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["id", "name", "park", "industry", "output", "hightech", "energy"])
        for number, firm in enumerate(firms[firms.above_scale == 1][:LISTED]):
            energy = f"{firm.output * firm.energy_intensity:.3g}" if number % 3 else ""
            hightech = str(firm.hightech) if number % 4 else ""
            park, industry = case.world.park_names[firm.park], case.world.industry_names[firm.industry]
            writer.writerow([f"F{number}", f"firm {number}", park, industry, f"{firm.output:.3g}", hightech, energy])
    return copy


def libraries():
    """A hash of what the libraries themselves make of some numbers: exponentials, powers and products."""
    import numpy as np

    x = np.linspace(0.1, 3.0, 20_001)
    of_system = np.array([(math.exp(each), math.log(each), each**0.3, math.log1p(each)) for each in x.tolist()])
    square = x[:3600].reshape(60, 60)
    made = (np.exp(x), np.log(x), x**0.3, square @ square, np.linalg.inv(square + np.eye(60)), of_system)
    return " ".join(hashlib.sha256(each.tobytes()).hexdigest()[:4] for each in made)


def main():
    """Go through all settings; return the exit code."""
    expected, differing = None, []
    for name, variables in settings().items():
        found = found_with(variables)
        shown = found.pop("libraries")
        expected = expected or found
        other = sorted(what for what in expected if found.get(what) != expected[what])
        differing += [f"{name}: {what}" for what in other]
        print(f"{name:40} {'equal' if not other else f'{len(other)} of {len(expected)} differ'}   {shown}", flush=True)
    print(*differing, f"{len(expected)} hashes under {len(settings())} settings", sep="\n")
    return 1 if differing else 0


if __name__ == "__main__":
    if sys.argv[1:] == ["--once"]:
        print(json.dumps(once()))
    else:
        sys.exit(main())
