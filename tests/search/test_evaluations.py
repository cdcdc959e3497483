"""The evaluations of a search: nothing is run twice, nothing that was torn is believed, and a killed search repeats itself."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pandas as pd
import pytest

from scenarios.search.evaluations import BATCH, Evaluations, point_key
from scenarios.search.search import search
from tests.search.made import MadeEvaluator, question

ROOT = Path(__file__).parents[2]
CONTEXT = {"case": "x", "seed": 1}
POINTS = pd.DataFrame({"scenario": ["none"] * 3, "lever.a.strength": [0.0, 1.0, 2.0], "lever.b.strength": [1.0, 1.0, 0.5],
                       "lever.c.strength": [0.0, 0.0, 1.0]})  # fmt: skip


@pytest.fixture
def path(tmp_path):
    return tmp_path / "evaluations.jsonl"


def test_what_is_known_is_not_run_again_and_is_the_same_to_the_bit(path):
    first = Evaluations(MadeEvaluator(), path, CONTEXT)
    rows = first(POINTS)
    inner = MadeEvaluator()
    again = Evaluations(inner, path, CONTEXT)(POINTS)
    assert inner.points == 0
    pd.testing.assert_frame_equal(rows, again, check_exact=True)
    pd.testing.assert_frame_equal(rows, MadeEvaluator()(POINTS), check_exact=True)


def test_rows_stay_with_their_points_whatever_is_known_already(path):
    Evaluations(MadeEvaluator(), path, CONTEXT)(POINTS.loc[[1]])
    rows = Evaluations(MadeEvaluator(), path, CONTEXT)(POINTS.loc[[2, 1, 0]])
    assert rows.index.tolist() == [2, 1, 0]
    assert rows["cost"].tolist() == MadeEvaluator()(POINTS)["cost"].loc[[2, 1, 0]].tolist()


def test_the_same_point_twice_is_run_once(path):
    inner = MadeEvaluator()
    rows = Evaluations(inner, path, CONTEXT)(pd.concat([POINTS, POINTS], ignore_index=True))
    assert inner.points == 3
    assert rows["cost"].tolist()[:3] == rows["cost"].tolist()[3:]


def test_the_key_knows_content_not_order():
    row = {"scenario": "none", "lever.a.strength": 1.0, "lever.b.strength": float("nan")}
    assert point_key(CONTEXT, row) == point_key(
        dict(reversed(CONTEXT.items())), {"lever.a.strength": 1.0, "scenario": "none"}
    )
    assert point_key(CONTEXT, row) != point_key({**CONTEXT, "seed": 2}, row)
    assert point_key(CONTEXT, row) != point_key(CONTEXT, {**row, "lever.a.strength": 1.0000000000000002})
    assert point_key(CONTEXT, row) != point_key(CONTEXT, {"scenario": "none", "lever.b.strength": 1.0})


def test_a_file_torn_at_any_byte_keeps_its_whole_lines_and_gives_the_same(path):
    whole = Evaluations(MadeEvaluator(), path, CONTEXT)(POINTS)
    written = path.read_bytes()
    ends = [place + 1 for place, byte in enumerate(written) if byte == ord("\n")]
    for length in range(0, len(written), 7):
        path.write_bytes(written[:length])
        inner = MadeEvaluator()
        cached = Evaluations(inner, path, CONTEXT)
        kept = sum(end <= length for end in ends)
        assert len(cached.known) == kept
        pd.testing.assert_frame_equal(cached(POINTS), whole, check_exact=True)
        assert inner.points == 3 - kept
        assert path.read_bytes() == written


def test_a_line_that_was_changed_is_not_believed(path):
    Evaluations(MadeEvaluator(), path, CONTEXT)(POINTS)
    lines = path.read_bytes().splitlines(keepends=True)
    assert b'"all_targets": 0.' in lines[1]
    path.write_bytes(lines[0] + lines[1].replace(b'"all_targets": 0.', b'"all_targets": 1.') + lines[2])
    assert len(Evaluations(MadeEvaluator(), path, CONTEXT).known) == 2
    assert len(path.read_bytes().splitlines()) == 3  # what follows it is kept


class Stopping(MadeEvaluator):
    """An evaluator that is interrupted after some points."""

    def __call__(self, points):
        if self.points >= 2 * BATCH:
            raise KeyboardInterrupt
        return super().__call__(points)


def test_an_interrupted_search_goes_on_to_the_same_end(path):
    with pytest.raises(KeyboardInterrupt):
        search(question(), Evaluations(Stopping(), path, CONTEXT))
    inner = MadeEvaluator()
    cached = Evaluations(inner, path, CONTEXT)
    before = len(cached.known)
    finding = search(question(), cached)
    straight = search(question(), MadeEvaluator())
    assert 2 * BATCH <= before < len(finding.judged)
    assert cached.found == before
    assert inner.points == len(finding.judged) - before
    assert list(finding.judged.items()) == list(straight.judged.items())
    assert finding[2:] == straight[2:]


KILLED = """
import os, signal, sys
from pathlib import Path
from scenarios.search.evaluations import Evaluations
from scenarios.search.search import search
from tests.search.made import MadeEvaluator, question

class Killed(MadeEvaluator):
    def __call__(self, points):
        if self.points:
            os.kill(os.getpid(), signal.SIGKILL)
        return super().__call__(points)

search(question(), Evaluations(Killed(), Path(sys.argv[1]), {"case": "x", "seed": 1}))
"""


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="this system kills processes otherwise")
def test_a_killed_search_goes_on_to_the_same_end(path):
    """Killed while it runs its second batch: the first is in the file."""
    killed = subprocess.run(
        [sys.executable, "-c", KILLED, str(path)], cwd=ROOT, env={**os.environ, "PYTHONPATH": str(ROOT)}, check=False
    )
    assert killed.returncode == -signal.SIGKILL
    inner = MadeEvaluator()
    cached = Evaluations(inner, path, CONTEXT)
    before = len(cached.known)
    finding = search(question(), cached)
    assert before > 0
    assert inner.points == len(finding.judged) - before
    assert list(finding.judged.items()) == list(search(question(), MadeEvaluator()).judged.items())
