"""A Dask cluster: a scheduler and two worker processes on this machine, one of which is killed in mid-sweep."""

import signal
from pathlib import Path

import pytest

import run
from scenarios import InputProblem
from scenarios.refusals import packages
from scenarios.sweep import design_of
from scenarios.sweep.cluster import cluster, demand_same
from scenarios.sweep.plan import SweepPlan
from scenarios.sweep.runner import Runner, Watch, run_plan, store_of
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
        with cluster(scheduler, plan.contents) as (executor, threads), store.locked():
            assert threads == 2
            outcome = Runner(plan, store, executor, threads, killing).run()
        assert workers[0].wait() == -signal.SIGKILL
        assert (outcome.done, outcome.failed) == (30, [])
        assert stored(tmp_path / "sweep") == stored(tmp_path / "plain")
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


@pytest.mark.parametrize("address", ["tcp://127.0.0.1:{free}", "nonsense://x", "127.0.0.1"])
def test_an_address_at_which_nobody_answers_is_refused(address, design_path, tmp_path, capsys, monkeypatch):
    monkeypatch.setattr("scenarios.sweep.cluster.PATIENCE", 1)
    address = address.format(free=free_port())
    assert run.main(["sweep", str(design_path), "--out", str(tmp_path / "x"), "--cluster", address]) == 2
    assert "no scheduler answers at" in capsys.readouterr().err
    assert not (tmp_path / "x").exists()


def test_a_scheduler_has_a_few_seconds_to_answer(design, monkeypatch):
    """The library waits half a minute unless it is told otherwise."""
    asked = []

    def client(address, timeout, **options):
        asked.append((address, timeout))
        raise OSError("nobody there")

    monkeypatch.setattr("distributed.Client", client)
    with (
        pytest.raises(InputProblem, match="no scheduler answers at 'tcp://x:1' within 5 s;"),
        cluster("tcp://x:1", contents_of_case(design.case)),
    ):
        pass
    assert asked == [("tcp://x:1", "5s")]


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


def test_a_worker_with_another_model_is_refused():
    found = {"tcp://a": "1111", "tcp://b": "2222"}
    with pytest.raises(InputProblem, match="worker tcp://b has model 2222, this machine has 1111"):
        demand_same(found, "1111", "worker_other_model")
    demand_same({"tcp://a": "1111"}, "1111", "worker_other_model")
