"""Links of the documents lead somewhere, and the README stays short enough to be read first."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
DOCUMENTS = sorted(path for pattern in ("*.md", "docs/**/*.md", "model/*.md", "benchmarks/*.md", "outputs/fonts/*.md")
                   for path in ROOT.glob(pattern))  # fmt: skip
LINK = re.compile(r"\]\(([^)\s]+)\)")
MOST_LINES = 150


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.name)
def test_every_link_leads_to_a_file(path):
    targets = [target.partition("#")[0] for target in LINK.findall(path.read_text(encoding="utf-8"))]
    missing = [target for target in targets if "://" not in target and not (path.parent / target).exists()]
    assert not missing


def test_every_guide_can_be_reached_from_the_readme():
    linked = set(LINK.findall((ROOT / "README.md").read_text(encoding="utf-8")))
    guides = {f"docs/{path.name}" for path in (ROOT / "docs").glob("*.md")}
    beyond = {f"docs/{name}" for guide in guides & linked for name in LINK.findall((ROOT / guide).read_text("utf-8"))}
    assert guides <= linked | beyond


def test_the_readme_is_short():
    assert len((ROOT / "README.md").read_text(encoding="utf-8").splitlines()) <= MOST_LINES
