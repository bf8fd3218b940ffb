"""How far an expert's word counts: the coefficient of authority.

Cr = (Ca + Cs) / 2, with Ca for what the judgement rests on and Cs for familiarity, by the tables
usual in Chinese studies (曾光, 现代流行病学方法与应用, 1994). Other studies use slightly other
figures: either coefficient may be given as a number from 0 to 1 instead.
"""

from collections.abc import Mapping
from typing import Any

from scoring.intake.reading import UnreadableError
from scoring.intake.writing import narrow
from scoring.names import fold
from scoring.tuning.expert.layout import text_of
from scoring.words import Phrase

FAMILIARITY: Mapping[Phrase, float] = {
    Phrase("很熟悉", "very familiar"): 1.0,
    Phrase("熟悉", "familiar"): 0.8,
    Phrase("较熟悉", "rather familiar"): 0.6,
    Phrase("一般", "moderately familiar"): 0.4,
    Phrase("较不熟悉", "rather unfamiliar"): 0.2,
    Phrase("很不熟悉", "unfamiliar"): 0.0,
}
DEGREES = (Phrase("大", "great"), Phrase("中", "some"), Phrase("小", "little"))
BASES: Mapping[Phrase, tuple[float, float, float]] = {
    Phrase("理论分析", "Theory"): (0.3, 0.2, 0.1),
    Phrase("实践经验", "Practice"): (0.5, 0.4, 0.3),
    Phrase("国内外同行的了解", "Peers and literature"): (0.1, 0.1, 0.1),
    Phrase("直觉", "Intuition"): (0.1, 0.1, 0.1),
}
ENOUGH = 0.7


def read_familiarity(cell: Any) -> float | None:
    """Return Cs of a word or a number from 0 to 1; None for a blank."""
    text = text_of(cell)
    words = {fold(name): share for word, share in FAMILIARITY.items() for name in both(word)}
    words |= {fold("非常熟悉"): 1.0, fold("比较熟悉"): 0.6}
    if not text:
        return None
    found = words.get(fold(text))
    return _share(text) if found is None else found


def read_basis(cell: Any) -> float | None:
    """Return Ca given as a number from 0 to 1; None for a blank."""
    text = text_of(cell)
    return _share(text) if text else None


def read_degree(basis: Phrase, cell: Any) -> float | None:
    """Return the part of Ca of one of BASES, told in one of DEGREES; None for a blank."""
    text = fold(text_of(cell))
    if not text:
        return None
    for degree, share in zip(DEGREES, BASES[basis], strict=True):
        if text in map(fold, both(degree)):
            return share
    raise UnreadableError(_NO_DEGREE(), _WRITE_DEGREE())


def both(word: Phrase) -> tuple[str, str]:
    """Return *word* in both languages."""
    return word.zh, word.en


def _share(text: str) -> float:
    try:
        share = float(narrow(text))
    except ValueError:
        share = -1.0
    if not 0 <= share <= 1:
        raise UnreadableError(_NO_SHARE(), _WRITE_SHARE())
    return share


_NO_SHARE = Phrase(
    "不是 0 至 1 的系数，也不是熟悉程度", "no coefficient from 0 to 1, and no such word"
)
_WRITE_SHARE = Phrase(
    "请填 0 至 1，或：很熟悉、熟悉、较熟悉、一般、较不熟悉、很不熟悉",
    "Write 0 to 1, or: very familiar, familiar, rather familiar, moderately familiar, …",
)
_NO_DEGREE = Phrase("不是影响程度", "this is no degree")
_WRITE_DEGREE = Phrase("请填大、中或小", "Write great, some or little")
