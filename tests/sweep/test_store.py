"""The store: what is missing or damaged is done again and nothing else, and what failed is not forgotten."""

import json
import shutil
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pandas as pd
import pyarrow.parquet as pq
import pytest

from scenarios import InputProblem
from scenarios.contents.listing import write_contents
from scenarios.sweep import design_of, read_sweep
from scenarios.sweep.durable import write_durably
from scenarios.sweep.plan import SweepPlan
from scenarios.sweep.results import summary_of
from scenarios.sweep.runner import Runner, Watch, run_plan, store_of
from scenarios.sweep.store import is_intact
from scenarios.sweep.unit import OtherModel, run_unit, unit_of
from tests.sweep.conftest import stored


@pytest.fixture(scope="module")
def done(home, tmp_path_factory):
    """A sweep that was run undisturbed."""
    contents = {
        "name": "small", "case": "town", "scenario": "draft", "seed": 7,
        "levers": {"axes": {"multi_storey_rule": {"strength": [0.0, 0.4, 0.7]}}},
        "replicates": {"number": 12, "block": 5},
    }  # fmt: skip
    folder = tmp_path_factory.mktemp("done") / "sweep"
    run_plan(SweepPlan(design_of(contents, "small.toml", home)), folder)
    return folder


@pytest.fixture
def copy(done, tmp_path):
    """A copy of it that may be spoilt."""
    return shutil.copytree(done, tmp_path / "copy")


def units(folder):
    return sorted((folder / "units").glob("*.parquet"))


def test_a_finished_sweep_has_nothing_left_to_do(design, copy):
    outcome = run_plan(SweepPlan(design), copy)
    assert (outcome.done, outcome.there) == (0, 9)


def test_exactly_the_missing_units_are_done(design, done, copy):
    for path in (units(copy)[2], units(copy)[7]):
        path.unlink()
    outcome = run_plan(SweepPlan(design), copy)
    assert (outcome.done, outcome.there, outcome.damaged) == (2, 7, [])
    assert stored(copy) == stored(done)


def cut(path):
    path.write_bytes(path.read_bytes()[:-100])


def emptied(path):
    path.write_bytes(b"")


def one_bit(path):
    data = bytearray(path.read_bytes())
    data[len(data) // 3] ^= 4
    path.write_bytes(bytes(data))


def test_every_changed_byte_of_a_unit_is_found(copy):
    """A bit of every 97th byte, and of each of the last 200, whatever it belongs to: a page, a name or the index of columns."""
    path = units(copy)[1]
    whole = path.read_bytes()
    places = [*range(0, len(whole), 97), *range(len(whole) - 200, len(whole))]
    missed = []
    for place in places:
        data = bytearray(whole)
        data[place] ^= 1 << place % 8
        path.write_bytes(bytes(data))
        if is_intact(path):
            missed.append(place)
    assert not missed


def better_results(path):
    """Raise an indicator and leave name and description as they were."""
    table = pq.read_table(path)
    place = table.column_names.index("hightech_output_share")
    raised = pd.Series(table.column(place).to_numpy() + 0.01)
    pq.write_table(table.set_column(place, table.field(place), [raised.to_numpy()]), path)


def by_pandas(path):
    """Write the same rows with another program."""
    pd.read_parquet(path).to_parquet(path)


def another_unit(path):
    shutil.copy(units(path.parents[1])[4], path)


@pytest.mark.parametrize("spoil", [cut, emptied, one_bit, better_results, by_pandas, another_unit])
def test_a_damaged_file_is_found_told_and_done_again(spoil, design, done, copy):
    path = units(copy)[1]
    spoil(path)
    assert not is_intact(path)
    sweep = read_sweep(copy)
    assert len(sweep.failures) == 1
    assert path.name in sweep.failures["reason"][0]
    assert sweep.missing == 5
    assert summary_of(copy).groupby("point")["n"].first().tolist() == [7, 12, 12]
    outcome = run_plan(SweepPlan(design), copy)
    assert [each.name for each in outcome.damaged] == [path.name]
    assert outcome.done == 1
    assert stored(copy) == stored(done)


def test_a_file_that_is_no_unit_of_the_sweep_is_left_and_told(design, copy):
    mine = copy / "units" / "mine.parquet"
    mine.write_bytes(b"mine")
    outcome = run_plan(SweepPlan(design), copy)
    assert (outcome.there, outcome.left) == (9, [mine])
    assert mine.read_bytes() == b"mine"
    assert read_sweep(copy).failures["reason"].tolist() == ["damaged: mine.parquet"]


def test_what_a_killed_process_left_half_written_is_removed(design, copy):
    (copy / "units" / ".000000-00000000-aa.parquet.77.partial").write_bytes(b"PAR1")
    run_plan(SweepPlan(design), copy)
    assert not list(copy.rglob("*.partial"))


def test_a_failed_unit_is_kept_told_and_tried_again(design, done, tmp_path):
    folder = tmp_path / "sweep"

    def failing(task):
        if task.first == 5 and dict(task.settings)["multi_storey_rule"].strength == 0.4:
            raise ArithmeticError("the book of land does not close")
        return run_unit(task)

    plan = SweepPlan(design)
    store = store_of(plan, folder, {}, resume=False)
    with ThreadPoolExecutor(2) as threads, store.locked():
        outcome = Runner(plan, store, threads, 2, work=failing).run()
    assert outcome.done == 8
    sweep = read_sweep(folder)
    assert sweep.failures[["point", "first", "replicates"]].to_numpy().tolist() == [[1, 5, 5]]
    assert sweep.failures["reason"][0] == "ArithmeticError: the book of land does not close"
    assert sweep.missing == 5
    again = run_plan(SweepPlan(design), folder)
    assert (again.done, again.there, again.failed) == (1, 8, [])
    assert read_sweep(folder).failures.empty
    assert stored(folder) == stored(done)


def test_a_sweep_that_is_there_is_not_begun_again(design, copy):
    with pytest.raises(InputProblem, match="is there already") as refused:
        run_plan(SweepPlan(design), copy, resume=False)
    assert "--resume" in refused.value.in_language("zh")


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"seed": 8}, ["the seed", "there 7, now 8"]),
        ({"scenario": "none"}, ["the design", "scenario: 'draft'", "scenario: 'none'"]),
        ({"replicates": {"number": 12, "block": 6}}, ["the design", "block: 5", "block: 6"]),
        ({"case": "chizhou"}, ["the data of the case"]),
    ],
)
def test_a_store_of_another_sweep_is_refused_saying_what_differs(change, words, contents, home, done):
    other = design_of({**contents, **change}, "small.toml", home)
    with pytest.raises(InputProblem) as refused:
        run_plan(SweepPlan(other), done)
    for word in words:
        assert word in str(refused.value)


def test_a_store_of_another_model_is_refused(design, copy):
    manifest = json.loads((copy / "manifest.json").read_text(encoding="utf-8"))
    (copy / "manifest.json").write_text(json.dumps({**manifest, "model_hash": "0" * 16}), encoding="utf-8")
    with pytest.raises(InputProblem, match=r"manifest\.json in .* is not as it was written"):
        run_plan(SweepPlan(replace(design, seed=8)), copy)
    write_contents(copy)  # as that model would have
    with pytest.raises(InputProblem, match="the version of the model differs"):
        run_plan(SweepPlan(design), copy)


def test_a_store_of_other_populations_is_refused(design, copy, other_populations):
    """The model's hash and the case are the same; only the populations tell."""
    there = json.loads((copy / "manifest.json").read_text(encoding="utf-8"))["baseline_digest"]
    with pytest.raises(InputProblem, match="the baseline populations differs") as refused:
        run_plan(SweepPlan(design), copy)
    assert there in str(refused.value)
    assert design.case.world.baseline_digest in str(refused.value)
    assert design.case.world.baseline_digest != there


def test_the_key_of_a_unit_depends_on_the_populations(design):
    unit, task = next(next(SweepPlan(design).rounds()))
    assert unit_of(0, task) == unit
    assert unit_of(0, task._replace(baseline="0" * 16)).key != unit.key


def test_a_worker_that_makes_other_populations_runs_nothing(design):
    plan = SweepPlan(design)
    plan.prepare()
    _, task = next(next(plan.rounds()))
    with pytest.raises(OtherModel, match="baseline populations"):
        run_unit(task._replace(baseline="0" * 16))


def test_a_folder_that_is_no_sweep_is_refused(design, tmp_path):
    with pytest.raises(InputProblem, match="holds no sweep"):
        run_plan(SweepPlan(design), tmp_path)
    with pytest.raises(InputProblem, match="holds no sweep"):
        read_sweep(tmp_path)


def test_a_second_sweep_into_the_same_folder_waits_its_turn(design, copy):
    plan = SweepPlan(design)
    with store_of(plan, copy, {}, resume=True).locked(), pytest.raises(InputProblem, match="another sweep is writing"):
        run_plan(SweepPlan(design), copy)
    assert run_plan(SweepPlan(design), copy).there == 9


def test_two_that_write_the_same_units_at_once_do_no_harm(design, done, tmp_path):
    """As where the system has no lock: both write every unit, and the files are those of one."""
    folder = tmp_path / "sweep"
    stores = [store_of(SweepPlan(design), folder, {}, resume=True) for _ in range(2)]

    def run(store):
        with ThreadPoolExecutor(2) as threads:
            return Runner(SweepPlan(design), store, threads, 2).run()

    with ThreadPoolExecutor(2) as pool:
        outcomes = list(pool.map(run, stores))
    assert sum(outcome.done + outcome.there for outcome in outcomes) == 18
    assert stored(folder) == stored(done)
    assert not list(folder.rglob("*.partial"))


class Stopping(Watch):
    """Stops after three units."""

    def __init__(self):
        self.count = 0

    def done(self, unit, fresh):
        self.count += fresh

    def stopping(self):
        return self.count >= 3


def test_a_sweep_that_is_stopped_can_be_gone_on_with(design, done, tmp_path):
    outcome = run_plan(SweepPlan(design), tmp_path / "sweep", workers=1, watch=Stopping())
    assert outcome.stopped
    assert 3 <= outcome.done < 9
    assert run_plan(SweepPlan(design), tmp_path / "sweep").done == 9 - outcome.done
    assert stored(tmp_path / "sweep") == stored(done)


def test_a_file_is_complete_or_not_there(tmp_path):
    write_durably(tmp_path / "a", b"once")
    with pytest.raises(TypeError):
        write_durably(tmp_path / "a", "text")
    assert (tmp_path / "a").read_bytes() == b"once"
    assert [path.name for path in tmp_path.iterdir()] == ["a"]


class Counting(ThreadPoolExecutor):
    """Counts the units that have been sent and are not yet back."""

    sent = back = most = 0

    def submit(self, function, /, *arguments, **named):
        future = super().submit(function, *arguments, **named)
        self.sent += 1
        future.add_done_callback(self._count)
        self.most = max(self.most, self.sent - self.back)
        return future

    def _count(self, future):
        self.back += 1


def test_no_more_units_are_sent_than_the_workers_need(contents, home, tmp_path):
    contents["replicates"] = {"number": 12, "block": 1}
    with Counting(2) as threads:
        run_plan(SweepPlan(design_of(contents, "small.toml", home)), tmp_path / "sweep", executor=threads, workers=2)
    assert threads.sent == 36
    assert threads.most <= 4


def test_a_full_disk_is_told_and_nothing_is_lost(design, done, tmp_path, monkeypatch):
    written = []

    def full(path, data):
        if path.suffix == ".parquet" and path.parent.name == "units":
            written.append(path)
            if len(written) == 4:
                raise OSError(28, "No space left on device")
        write_durably(path, data)

    monkeypatch.setattr("scenarios.sweep.store.write_durably", full)
    with pytest.raises(InputProblem, match="ENOSPC"):
        run_plan(SweepPlan(design), tmp_path / "sweep", workers=1)
    monkeypatch.undo()
    assert run_plan(SweepPlan(design), tmp_path / "sweep").there == 3
    assert stored(tmp_path / "sweep") == stored(done)
