"""What methods and combinations are called."""

from collections.abc import Mapping
from typing import Any

from scoring.words import Message, Phrase, plain

NUMBER = Phrase("序号", "No.")
APPROVED, COMBINED, ADVISED = (
    Phrase("现行", "Approved"),
    Phrase("组合", "Combined"),
    Phrase("建议", "Advised"),
)
NAMES = {
    "entropy": Phrase("熵权", "Entropy"),
    "critic": Phrase("CRITIC", "CRITIC"),
    "standard_deviation": Phrase("标准差", "Std dev."),
}
_WHOLE = {
    "entropy": Phrase("熵权法", "entropy"),
    "critic": Phrase(" CRITIC 法", "CRITIC"),
    "standard_deviation": Phrase("标准差法", "standard deviation"),
}
_HOW = {
    "none": Phrase("只取{method}权重", "{method} alone"),
    "additive": Phrase(
        "现行权重与{method}权重加法合成，现行权重占 {alpha}",
        "{alpha} of what is approved, the rest by {method}",
    ),
    "multiplicative": Phrase(
        "现行权重与{method}权重乘法合成（归一化）",
        "the product of what is approved and of {method}, brought to 1",
    ),
    "least_squares": Phrase(
        "现行权重与{method}权重最小二乘组合（博弈论组合赋权）",
        "the least-squares (game theory) mixture of what is approved and of {method}",
    ),
}


def recipe_told(recipe: Mapping[str, Any]) -> Message:
    """Return in words which weights were combined, and how."""
    alpha = "" if recipe["alpha"] is None else plain(recipe["alpha"])
    return _HOW[recipe["combine"]](method=_WHOLE[recipe["method"]](), alpha=alpha)
