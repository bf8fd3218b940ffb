"""Tables of typed columns: data frames and Parquet files."""

from pathlib import PurePosixPath
from typing import Any

import numpy as np

from scoring.errors import Problem, SubmissionError
from scoring.intake.limits import refuse_wide
from scoring.intake.sheet import Raw, Sheet, one_place
from scoring.words import Phrase


def sheet_of_frame(frame: Any, place: str, name: str = "") -> Sheet:
    """Return the columns of a pandas data frame; its missing values are gaps."""
    refuse_wide(place, len(frame.columns))
    columns = []
    for index, heading in enumerate(frame.columns):
        series = frame.iloc[:, index]
        absent = series.isna().to_numpy(dtype=bool)
        if series.dtype.kind in "iuf":
            cells = series.to_numpy(dtype=np.float64, na_value=np.nan)
            columns.append(Raw(str(heading), _key(heading), cells, absent))
        else:
            known = zip(series.tolist(), absent, strict=True)
            texts = [None if gap else cell for cell, gap in known]
            columns.append(Raw(str(heading), _key(heading), texts))
    return one_place(place, name, range(len(frame)), tuple(columns))


def read_parquet(data: bytes, name: str) -> Sheet:
    """Return the columns of a Parquet file; figures are not turned into Python objects."""
    try:
        import pyarrow
        import pyarrow.parquet
    except ImportError:
        raise SubmissionError([Problem(name, _NO_PYARROW(), _INSTALL())]) from None
    try:
        table = pyarrow.parquet.read_table(pyarrow.BufferReader(data))
        columns = tuple(
            _raw_of(heading, table.column(index))
            for index, heading in enumerate(table.column_names)
        )
    except (pyarrow.ArrowException, OSError, ValueError) as error:
        problem = Problem(name, _BROKEN(error=str(error).splitlines()[0][:80]), _SAVE_AGAIN())
        raise SubmissionError([problem]) from None
    return one_place(f"{name}#", PurePosixPath(name).stem, range(table.num_rows), columns)


def _raw_of(heading: str, column: Any) -> Raw:
    import pyarrow.types as kinds

    if not (kinds.is_floating(column.type) or kinds.is_integer(column.type)):
        return Raw(heading, _key(heading), column.to_pylist())
    absent = column.is_null().to_numpy() if column.null_count else None
    values = column.to_numpy()
    return Raw(heading, _key(heading), values, absent)


def _key(heading: object) -> str:
    return "/" + str(heading).replace("~", "~0").replace("/", "~1")


_NO_PYARROW = Phrase("读取 Parquet 文件需要 pyarrow", "reading Parquet needs pyarrow")
_INSTALL = Phrase(
    '请安装：pip install "budget-performance-scoring[parquet]"',
    'Install it: pip install "budget-performance-scoring[parquet]"',
)
_BROKEN = Phrase("不是有效的 Parquet 文件（{error}）", "this is not a Parquet file ({error})")
_SAVE_AGAIN = Phrase("请重新导出该文件", "Export the file again")
