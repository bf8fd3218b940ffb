"""Sentences in Chinese and English, kept apart from the figures they tell until they are shown.

Both languages stand side by side, in the module that says them: a report speaks the language of its
ruleset, several may be told at once, and gettext knows one language a process. Commands, which
speak the user's, use gettext (``scoring.cli.language``).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Context, Decimal

CHINESE = "zh-CN"
ENGLISH = "en"


@dataclass(frozen=True, slots=True)
class Message:
    """A phrase with its figures filled in, not yet in any language."""

    phrase: "Phrase"
    values: Mapping[str, object]

    def say(self, language: str) -> str:
        """Return the sentence in *language*: Chinese for ``zh`` and its kin, else English."""
        template = self.phrase.zh if language.lower().startswith("zh") else self.phrase.en
        return template.format_map({name: spoken(v, language) for name, v in self.values.items()})


@dataclass(frozen=True, slots=True)
class Phrase:
    """One sentence in both languages; calling it fills in its figures.

    >>> Phrase("缺 {count} 项", "{count} are missing")(count=2).say("en")
    '2 are missing'
    """

    zh: str
    en: str

    def __call__(self, **values: object) -> Message:
        return Message(self, values)


def spoken(value: object, language: str) -> str:
    """Return *value* as text in *language*; lists and dates as the language writes them.

    >>> spoken(date(2019, 3, 5), "zh-CN"), spoken(date(2019, 3, 5), "en")
    ('2019年3月5日', '5 March 2019')
    """
    if isinstance(value, Message):
        return value.say(language)
    if isinstance(value, list | tuple):
        comma = "、" if language.lower().startswith("zh") else ", "
        return comma.join(spoken(item, language) for item in value)
    if isinstance(value, date):
        return _written_out(value, language)
    return str(value)


def _written_out(day: date, language: str) -> str:
    if language.lower().startswith("zh"):
        return f"{day.year}年{day.month}月{day.day}日"
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


def plain(number: float) -> str:
    """Return *number* with no more digits than it has.

    >>> plain(100.0), plain(0.30000000000000004)
    ('100', '0.3')
    """
    text = f"{Decimal(repr(round(float(number), 9))):zf}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def fixed(number: float, decimals: int) -> str:
    """Return *number* rounded half up to *decimals* places, with thousands separators.

    >>> fixed(0.125, 2), fixed(12345.6, 2)
    ('0.13', '12,345.60')
    """
    step = Decimal(1).scaleb(-decimals)
    figure = Decimal(repr(round(float(number), 9)))
    return f"{figure.quantize(step, context=_EVERY_DIGIT):z,f}"


_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July",
    "August", "September", "October", "November", "December",
)  # fmt: skip
_EVERY_DIGIT = Context(prec=400, rounding=ROUND_HALF_UP)
