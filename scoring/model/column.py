"""One element a department: values, and states apart from them."""

from enum import IntEnum
from typing import Any, NamedTuple


class State(IntEnum):
    """What is known of a value. Where several values meet, the greatest state tells."""

    PRESENT = 0
    MISSING = 1
    NOT_APPLICABLE = 2
    UNDEFINED = 3
    INVALID = 4


class Column(NamedTuple):
    """One element a department (or a table row): values, and states apart from them.

    *values* is float64 (numbers; percent as 95.1; booleans in expressions as bool; dates as
    days since 1970-01-01) or StringDType (text, choices), or one scalar for all rows. Where
    the state is not PRESENT a number is nan, a boolean False, a text empty. *states* is uint8,
    None where all are present.
    """

    values: Any
    states: Any = None
