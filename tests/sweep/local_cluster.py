"""A scheduler and workers of Dask on this machine, each a process of its own."""

import json
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

HANGING = "300s"  # far beyond what anything here takes: who waits so long waits for ever


def free_port() -> int:
    """Return a port that nobody listens at."""
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        return int(listening.getsockname()[1])


def dask(*arguments: str, cwd: Path, **environment: str) -> "subprocess.Popen[bytes]":
    """Start a program of Dask's."""
    return subprocess.Popen(
        [sys.executable, "-m", "distributed.cli." + arguments[0], *arguments[1:]],
        cwd=cwd, env={**os.environ, "OPENBLAS_NUM_THREADS": "1", **environment},
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip


@contextmanager
def started_scheduler(folder: Path, protocol: str = "tcp") -> Iterator[str]:
    """Start a scheduler, give its address, and end it."""
    port = str(free_port())
    host = ("--host", "127.0.0.1") if protocol == "tcp" else ("--host", "127.0.0.1", "--protocol", protocol)
    process = dask("dask_scheduler", *host, "--port", port, "--no-dashboard", cwd=folder)
    try:
        yield f"{protocol}://127.0.0.1:{port}"
    finally:
        process.terminate()
        process.wait()


def worker(address: str, folder: Path, path: str, preload: Path | None = None) -> "subprocess.Popen[bytes]":
    """Start a worker with one thread; `path` is where it looks for our files, `preload` what it runs first."""
    first = {} if preload is None else {"DASK_DISTRIBUTED__WORKER__PRELOAD": json.dumps([str(preload)])}
    return dask(
        "dask_worker", address, "--nthreads", "1", "--no-dashboard", "--no-nanny", "--local-directory", str(folder),
        cwd=folder, PYTHONPATH=path, **first,
    )  # fmt: skip


def ended(processes: "list[subprocess.Popen[bytes]]") -> None:
    """End processes of ours."""
    for process in processes:
        if process.poll() is None:
            process.kill()
        process.wait()


def wait_for_workers(address: str, number: int) -> None:
    """Wait until so many workers have joined."""
    from distributed import Client

    with Client(address, timeout=HANGING, set_as_default=False) as client:
        client.wait_for_workers(number, timeout=HANGING)


def wait_until_all_have_left(address: str) -> None:
    """Wait until the scheduler has missed the workers that have ended."""
    from distributed import Client

    with Client(address, timeout=HANGING, set_as_default=False) as client:
        while client.nthreads():
            time.sleep(0.02)
