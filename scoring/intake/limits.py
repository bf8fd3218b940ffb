"""How much a file may hold before it is refused instead of filling the memory."""

from scoring.errors import Problem, SubmissionError
from scoring.words import Phrase

MOST_COLUMNS = 2_000
MOST_CELLS = 200_000_000  # the spreadsheet reader keeps every cell between the first and the last
MOST_BYTES = 1 << 30  # of an archive, unpacked
BOMB_BYTES = 100 << 20  # an archive that unpacks to more than this ...
BOMB_RATIO = 300  # ... may not have been packed more tightly than this


def refuse_wide(place: str, width: int) -> None:
    """Raise where a sheet has more columns than anyone fills in."""
    if width > MOST_COLUMNS:
        problem = _TOO_WIDE(width=f"{width:,}", most=f"{MOST_COLUMNS:,}")
        raise SubmissionError([Problem(place, problem, _REMOVE_COLUMNS())])


def refuse_sparse(place: str, height: int, width: int) -> None:
    """Raise where two far corners would make the reader fill in everything between."""
    refuse_wide(place, width)
    if height * width > MOST_CELLS:
        problem = _TOO_LARGE(height=f"{height:,}", width=f"{width:,}")
        raise SubmissionError([Problem(place, problem, _REMOVE_FAR())])


def refuse_bomb(name: str, packed: int, unpacked: int) -> None:
    """Raise where an archive unpacks to more than a workbook of figures can hold."""
    if unpacked > MOST_BYTES:
        raise SubmissionError([Problem(name, _BOMB(most=f"{MOST_BYTES >> 20:,}"), _SAVE_NEW())])
    if unpacked > BOMB_BYTES and unpacked > packed * BOMB_RATIO:
        raise SubmissionError([Problem(name, _TIGHT(most=BOMB_RATIO), _SAVE_NEW())])


_TOO_WIDE = Phrase("有 {width} 列，超过 {most} 列", "{width} columns, more than {most}")
_REMOVE_COLUMNS = Phrase(
    "请删除数据区右侧多余的列，一行填一个部门", "Delete the columns beyond the data"
)
_TOO_LARGE = Phrase(
    "数据区过大（{height} 行 × {width} 列）", "too large an area ({height} rows × {width} columns)"
)
_REMOVE_FAR = Phrase("请删除远离数据区的单元格内容", "Delete the cells far from the data")
_BOMB = Phrase(
    "解压后的内容异常庞大（上限 {most} MB），已拒绝读取",
    "it unpacks to an abnormal size (the limit is {most} MB) and is refused",
)
_TIGHT = Phrase(
    "解压后比压缩时大得异常（超过 {most} 倍），已拒绝读取",
    "it unpacks to more than {most} times its size and is refused",
)
_SAVE_NEW = Phrase(
    "请把数据复制到新工作簿，另存后再报送", "Copy the data into a new workbook and save that"
)
