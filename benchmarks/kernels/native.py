"""The kernel in C99, compiled where a compiler is, with the records of the model as its structs."""

import ctypes
import shutil
import subprocess
import tempfile
from pathlib import Path

import numpy as np

from model.batch_room import BATCH
from model.parameters import parameter_dtype
from model.state import cell_dtype, firm_dtype, market_dtype, park_dtype

from .setting import Setting

FLAGS = ("-std=c99", "-O3", "-march=native", "-fno-trapping-math", "-fno-math-errno", "-shared", "-fPIC")
C_TYPES = {"i1": "int8_t", "i2": "int16_t", "i8": "int64_t", "u8": "uint64_t", "f8": "double"}
STRUCTS = {
    "firm": firm_dtype,
    "park": park_dtype,
    "market": market_dtype,
    "cell": cell_dtype,
    "parameters": parameter_dtype,
}


def compiler() -> str | None:
    """Return the path of a C compiler, or None."""
    return shutil.which("cc") or shutil.which("gcc") or shutil.which("clang")


def header() -> str:
    """Return columns.h: a struct for each record of the model."""
    lines = ["#include <stdint.h>", f"#define BATCH {BATCH}"]
    for name, dtype in STRUCTS.items():
        lines.append(f"struct {name} {{")
        for column in dtype.names or ():
            lines.append(f"    {C_TYPES[dtype[column].str[1:]]} {column};")
        lines.append("};")
        lines.append(f'_Static_assert(sizeof(struct {name}) == {dtype.itemsize}, "{name}");')
    return "\n".join(lines) + "\n"


def build() -> ctypes.CDLL:
    """Compile the kernel into a temporary folder and load it. Raises OSError where there is no compiler."""
    found = compiler()
    if found is None:
        raise OSError("no C compiler found")
    folder = Path(tempfile.mkdtemp(prefix="kernel-"))
    (folder / "columns.h").write_text(header(), encoding="utf-8")
    library = folder / "kernel.so"
    source = Path(__file__).with_name("kernel.c")
    subprocess.run([found, *FLAGS, f"-I{folder}", str(source), "-o", str(library), "-lm"], check=True)
    return ctypes.CDLL(str(library))


def address(records: np.ndarray) -> ctypes.c_void_p:
    """Return the address of an array's first byte."""
    return ctypes.c_void_p(records.ctypes.data)


def run(library: ctypes.CDLL, setting: Setting, quarters: int) -> tuple[int, int]:
    """Run `quarters` quarters; modifies the firms of the setting, returns upgrades and closures."""
    counts = np.zeros(2, np.int64)
    parameters = np.array(setting.parameters, parameter_dtype).reshape(1)
    library.run(
        ctypes.c_int64(quarters),
        ctypes.c_uint64(int(setting.key.seed)),
        ctypes.c_uint64(int(setting.key.replicate)),
        ctypes.c_int64(len(setting.firms)),
        address(setting.firms),
        address(setting.parks),
        address(setting.market),
        address(setting.cells),
        ctypes.c_int64(len(setting.market)),
        address(parameters),
        address(counts),
    )
    return int(counts[0]), int(counts[1])
