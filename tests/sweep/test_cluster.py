"""A Dask cluster: a scheduler and worker processes on this machine, of which one is killed in mid-sweep and one lies."""

import pickle
import shutil
import signal
import socket
import subprocess
import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import cloudpickle
import dask
import pytest

import run
from scenarios import InputProblem
from scenarios.refusals import packages
from scenarios.sweep import design_of
from scenarios.sweep.cluster import cluster, opened_there
from scenarios.sweep.cluster_runner import ClusterRunner
from scenarios.sweep.plan import SweepPlan
from scenarios.sweep.runner import Watch, run_plan, store_of
from scenarios.sweep.worlds import contents_of_case
from tests.sweep.conftest import stored
from tests.sweep.local_cluster import (
    ended,
    free_port,
    started_scheduler,
    wait_for_workers,
    wait_until_all_have_left,
    worker,
)

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def scheduler(tmp_path_factory):
    """The address of a scheduler."""
    with started_scheduler(tmp_path_factory.mktemp("scheduler")) as address:
        yield address


class Killing(Watch):
    """Kills a worker when some units are done."""

    def __init__(self, victim, after):
        self.victim, self.left = victim, after

    def done(self, unit, fresh):
        self.left -= 1
        if self.left == 0:
            self.victim.send_signal(signal.SIGKILL)


def test_workers_of_a_cluster_give_the_same_store_though_one_is_killed(scheduler, contents, home, tmp_path):
    contents["replicates"] = {"number": 80, "block": 8}
    design = design_of(contents, "small.toml", home)
    run_plan(SweepPlan(design), tmp_path / "plain")
    workers = [worker(scheduler, tmp_path, str(ROOT)) for _ in range(2)]
    try:
        wait_for_workers(scheduler, 2)
        plan = SweepPlan(design)
        store = store_of(plan, tmp_path / "sweep", {}, resume=False)
        killing = Killing(workers[0], after=5)
        with cluster(scheduler, plan.contents) as crew, ThreadPoolExecutor(2) as here, store.locked():
            assert list(crew.workers().values()) == [1, 1]
            outcome = ClusterRunner(plan, store, here, 2, killing, crew).run()
        assert workers[0].wait() == -signal.SIGKILL
        assert (outcome.done, outcome.failed, outcome.excluded) == (30, [], [])
        assert stored(tmp_path / "sweep") == stored(tmp_path / "plain")
    finally:
        ended(workers)


LIE = """
from scenarios.sweep import unit

true = unit.true = getattr(unit, "true", unit.run_unit)  # this file may be run more than once


def run_unit(task):
    values = true(task).copy()
    values[:, -1, 0] += 1.0
    return values


unit.run_unit = run_unit
"""


def test_a_failure_that_cannot_be_sent_is_sent_in_words():
    """An error that holds itself, or is of a class that only the worker knows, would never arrive."""

    class Odd(Exception):
        def __reduce__(self):
            raise TypeError("cannot be sent")

    def failing():
        raise Odd("the book of land does not close")

    call = opened_there()
    with pytest.raises(RuntimeError, match="Odd: the book of land does not close") as failed:
        call(cloudpickle.dumps((failing, ())))
    assert failed.value.__context__ is None
    assert str(pickle.loads(pickle.dumps(failed.value))) == str(failed.value)


def test_a_worker_that_lies_is_named_and_the_sweep_is_right(scheduler, design_path, tmp_path, capsys):
    wait_until_all_have_left(scheduler)
    (tmp_path / "lie.py").write_text(LIE, encoding="utf-8")
    plain, folder = tmp_path / "plain", tmp_path / "sweep"
    assert run.main(["sweep", str(design_path), "--out", str(plain)]) == 0
    workers = [worker(scheduler, tmp_path, str(ROOT), preload=tmp_path / "lie.py")]
    try:
        wait_for_workers(scheduler, 1)
        capsys.readouterr()
        assert run.main(["sweep", str(design_path), "--out", str(folder), "--cluster", scheduler]) == 1
        told = capsys.readouterr().out
        assert "Worker 'tcp://127.0.0.1:" in told
        assert "was excluded and its" in told
        assert "values differ from those computed here" in told
        assert stored(folder) == stored(plain)
    finally:
        ended(workers)


def test_a_worker_without_our_files_is_refused(scheduler, home, design, tmp_path):
    workers = [worker(scheduler, tmp_path, str(tmp_path))]
    try:
        wait_for_workers(scheduler, 1)
        connecting = cluster(scheduler, contents_of_case(design.case))
        with pytest.raises(InputProblem, match="does not find the project's files") as refused, connecting:
            pass
        assert f"PYTHONPATH=. dask worker {scheduler}" in refused.value.in_language("zh")
    finally:
        ended(workers)


def test_a_cluster_without_workers_is_refused(scheduler, design):
    wait_until_all_have_left(scheduler)
    with pytest.raises(InputProblem, match="has no workers"), cluster(scheduler, contents_of_case(design.case)):
        pass


@pytest.mark.parametrize(
    "address",
    ["tcp://127.0.0.1:{free}", "nonsense://x", "127.0.0.1", "inproc://x", "tcp://nobody.invalid:8786", "a b:1"],
)
def test_an_address_at_which_nobody_answers_is_refused(address, design_path, tmp_path, capsys, monkeypatch):
    monkeypatch.setattr("scenarios.sweep.cluster.PATIENCE", 1)
    address = address.format(free=free_port())
    assert run.main(["sweep", str(design_path), "--out", str(tmp_path / "x"), "--cluster", address]) == 2
    assert "no scheduler answers at" in capsys.readouterr().err
    assert not (tmp_path / "x").exists()


@pytest.mark.parametrize("address", ["", "tcp://", "tcp://:8786", ":8786", "tcp://[::1", "tcp://x:99999", "x\x1b[2J:1"])
def test_an_address_without_a_host_is_refused(address, design_path, tmp_path, capsys):
    assert run.main(["sweep", str(design_path), "--out", str(tmp_path / "x"), "--cluster", address]) == 2
    told = capsys.readouterr().err
    assert "names no host of a scheduler" in told
    assert told.count("\n") == 1
    assert told.strip().isprintable()
    assert not (tmp_path / "x").exists()


@pytest.fixture(params=[b"", b"HTTP/1.0 400 Bad Request\r\n\r\n", b"\xff" * 64])
def another_server(request):
    """The address of a server that is no scheduler: it says nothing, or something else."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        held = []

        def answer():
            while True:
                try:
                    connection, _ = listening.accept()
                except OSError:
                    return
                connection.sendall(request.param)
                held.append(connection)

        thread = threading.Thread(target=answer, daemon=True)
        thread.start()
        yield f"tcp://127.0.0.1:{listening.getsockname()[1]}"
        listening.shutdown(socket.SHUT_RDWR)
        thread.join()
        for connection in held:
            connection.close()


def test_another_server_at_the_address_is_refused_soon(another_server, design, monkeypatch):
    """The library itself waits a minute for one that takes the call and never answers."""
    monkeypatch.setattr("scenarios.sweep.cluster.PATIENCE", 1)
    asked = []
    monkeypatch.setattr("distributed.Client", lambda *arguments, **named: asked.append(arguments))
    with (
        pytest.raises(InputProblem, match=r"no scheduler answers at 'tcp://127\.0\.0\.1:"),
        cluster(another_server, contents_of_case(design.case)),
    ):
        pass
    assert not asked


def test_tls_without_certificates_is_refused(design):
    connecting = cluster("tls://127.0.0.1:1", contents_of_case(design.case))
    with pytest.raises(InputProblem, match="needs certificates") as refused, connecting:
        pass
    assert "distributed.comm.tls" in refused.value.in_language("zh")


def test_without_dask_the_refusal_says_what_to_install(monkeypatch, design):
    monkeypatch.setattr(packages, "find_spec", lambda name: None)
    connecting = cluster("tcp://127.0.0.1:1", contents_of_case(design.case))
    with (
        pytest.raises(
            InputProblem, match=r"package dask\[distributed\]: is not installed; run python run.py install cluster"
        ),
        connecting,
    ):
        pass


def openssl(folder, *arguments):
    subprocess.run(["openssl", *arguments], cwd=folder, check=True, capture_output=True)


@pytest.mark.long
@pytest.mark.skipif(shutil.which("openssl") is None, reason="openssl makes the certificates")
def test_a_cluster_behind_certificates(design_path, tmp_path, monkeypatch):
    """As docs/sweeps.md shows: one authority, one certificate, scheduler, worker and command by the same settings."""
    new = ("req", "-newkey", "rsa:2048", "-nodes", "-subj")
    openssl(tmp_path, *new, "/CN=authority", "-x509", "-days", "2", "-keyout", "ca-key.pem", "-out", "ca.pem")
    openssl(tmp_path, *new, "/CN=tenglong", "-keyout", "key.pem", "-out", "request.pem")
    openssl(
        tmp_path, "x509", "-req", "-in", "request.pem", "-CA", "ca.pem", "-CAkey", "ca-key.pem", "-CAcreateserial",
        "-days", "2", "-out", "cert.pem",
    )  # fmt: skip
    files = {"ca-file": "ca.pem"}
    for role in ("scheduler", "worker", "client"):
        files |= {f"{role}.cert": "cert.pem", f"{role}.key": "key.pem"}
    settings = {f"distributed.comm.tls.{key}": str(tmp_path / name) for key, name in files.items()}
    for key, path in settings.items():
        monkeypatch.setenv("DASK_" + key.replace(".", "__").replace("-", "_").upper(), path)
    with started_scheduler(tmp_path, "tls") as address, dask.config.set(settings):
        workers = [worker(address, tmp_path, str(ROOT))]
        try:
            wait_for_workers(address, 1)
            out = ["--out", str(tmp_path / "sweep")]
            assert run.main(["sweep", str(design_path), *out, "--cluster", address.replace("tls", "tcp")]) == 2
            assert run.main(["sweep", str(design_path), *out, "--cluster", address]) == 0
        finally:
            ended(workers)
