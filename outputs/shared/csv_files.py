"""Tables as CSV files: the one place where they are written, so that Excel reads the Chinese in all of them."""

import codecs

import pandas as pd


def csv_bytes(table: pd.DataFrame, *, index: bool = False) -> bytes:
    """Return a table as a CSV file: UTF-8 with a byte order mark, without which Excel takes Chinese for another code."""
    return codecs.BOM_UTF8 + table.to_csv(index=index, lineterminator="\n").encode()
