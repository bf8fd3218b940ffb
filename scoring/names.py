"""When two names are one: as people write them at the head of a column."""

import unicodedata
from functools import lru_cache

SPACES = " \t\r\n\v\f\u00a0\u2003\u3000\u200b\u200c\u200d\ufeff\u00ad"
_TRAILING = ":;,.。、;*"
_UNCOUNTED = dict.fromkeys(map(ord, SPACES))


@lru_cache(maxsize=20_000)
def fold(text: str) -> str:
    """Return *text* for the comparison of names: width, case, spaces and end marks do not count.

    >>> fold("* 预算 数 （万元）：")
    '预算数(万元)'
    """
    narrowed = unicodedata.normalize("NFKC", text).translate(_UNCOUNTED)
    return narrowed.casefold().strip(_TRAILING)
