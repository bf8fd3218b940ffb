"""The names that a template may use, in both languages, and what each stands for."""

from collections.abc import Mapping
from typing import Any, NamedTuple

from scoring.export.cleaning import clean
from scoring.words import Phrase


class Name(NamedTuple):
    """A name in both languages and its meaning; a list of things has the names *of* each."""

    name: Phrase
    meaning: Phrase
    of: "tuple[Name, ...]" = ()


class Listed(NamedTuple):
    """That a name stands for a list; *each* thing in it has these names."""

    each: "Shape"


# What a template may ask of a name: None is a text, a mapping has parts, Listed is a list.
Shape = Mapping[str, "Shape | Listed | None"]


def shape_of(names: tuple[Name, ...]) -> Shape:
    """Return what templates may ask for, by every spelling of each name."""
    return {
        spelling: Listed(shape_of(given.of)) if given.of else None
        for given in names
        for spelling in (given.name.zh, given.name.en)
    }


def by_both_names(names: tuple[Name, ...], content: Mapping[str, Any]) -> dict[str, Any]:
    """Return *content*, which goes by English names, by the Chinese ones too, fit to be shown."""
    found: dict[str, Any] = {}
    for given in names:
        value: Any = content[given.name.en]
        value = [by_both_names(given.of, v) for v in value] if given.of else clean(value)
        found[given.name.zh] = found[given.name.en] = value
    return found
