"""Word files: laid out like official documents, filled from templates; the door to python-docx."""

from scoring.errors import ExportError, Problem
from scoring.words import Phrase


def require_word(place: str) -> None:
    """Raise ExportError, which says what to install, where the extra for Word is missing."""
    try:
        import docxtpl  # noqa: F401
    except ImportError:
        raise ExportError([Problem(place, _NO_DOCXTPL(), _INSTALL())]) from None


_NO_DOCXTPL = Phrase("生成 Word 文件需要 docxtpl", "Word files need docxtpl")
_INSTALL = Phrase(
    '请安装：pip install "budget-performance-scoring[word]"',
    'Install it: pip install "budget-performance-scoring[word]"',
)
