"""Satisficing: in what share of the futures an alternative does what is required of it.

The domain criterion of Starr (1963), Product design and decision theory, as Lempert and Collins (2007), Managing the
risk of uncertain threshold responses, and Herman et al. (2015) use it.
"""

import pandas as pd

from ..intervals import proportion
from ..targets import ALL_TARGETS
from .arrange import Paired


def satisficing_table(paired: Paired, asked: float) -> pd.DataFrame:
    """Return one row an alternative: the share of futures in which all targets are met at once with at least `asked`.

    Columns: alternative, futures, satisfied (how many), share with its 95 % Wilson interval (low, high). Where each
    replicate is a future of its own, it meets the targets or not, and the share is the joint probability whatever
    is asked, and replicates of one population are a cluster. Futures that are held count as independent draws; for a
    design that fills its space evenly, such as a Latin hypercube, the interval is rather too wide.
    """
    joint = paired.by_future(paired.met[ALL_TARGETS])
    rows = []
    for name, probabilities in zip(paired.names, joint, strict=True):
        satisfied = probabilities >= asked
        interval = proportion(satisfied, None if paired.held else paired.populations)
        rows.append((name, len(satisfied), int(satisfied.sum()), *interval))
    return pd.DataFrame(rows, columns=["alternative", "futures", "satisfied", "share", "low", "high"])
