"""What the calibration refuses, read as people read it."""

import re
from contextlib import contextmanager

import pytest

from model.population.fault import CalibrationError
from scenarios.files.contradiction import told


@contextmanager
def contradiction_told(words):
    """Expect a CalibrationError whose English message holds a pattern; its Chinese one names the same figures."""
    heard = []
    with pytest.raises(CalibrationError) as caught:
        yield heard
    message = told(caught.value.fault)
    heard.append(str(message))
    assert re.search(words, heard[0]), heard[0]
    chinese = message.in_language("zh")
    assert re.search(r"[\u4e00-\u9fff]", chinese), chinese
    assert sorted(re.findall(r"\d[\d,.]*\d", heard[0].replace("10k", ""))) == sorted(
        re.findall(r"\d[\d,.]*\d", chinese)
    )
