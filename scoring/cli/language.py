"""In which language commands speak, and the commands themselves in it: the door to gettext.

Help texts are written in Chinese and click's own words are English; a catalogue for each language
under scoring/locale translates what is in the other. Sentences of the engine are no part of this:
they are told in the language of a ruleset (``scoring.words.Phrase``).
"""

import gettext
import os
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from copy import copy
from inspect import cleandoc
from pathlib import Path
from typing import Any

import click

from scoring.cli.help import Context, punctuated
from scoring.words import CHINESE, ENGLISH

LOCALE = Path(__file__).parent.parent / "locale"
DOMAIN = "messages"  # the one in which click looks for its words
_CATALOGUES = {CHINESE: "zh_CN", ENGLISH: "en"}
_OPTION = "--language"
_NAMES = {"zh": CHINESE, "en": ENGLISH}
_asked: ContextVar[str | None] = ContextVar("asked", default=None)

Translate = Callable[[str], str]


class Multilingual(click.Group):
    """The commands in the language asked for, by --language or else by the environment."""

    def main(self, args: Sequence[str] | None = None, *rest: Any, **more: Any) -> Any:
        """Run the command that *args* name; --language may stand anywhere among them."""
        asked, _ = split_off_language(sys.argv[1:] if args is None else args)
        with speaking(asked or language_of_environment(os.environ), asked) as translate:
            return click.Group.main(_translated_command(self, translate), args, *rest, **more)

    def make_context(
        self, info_name: str | None, args: list[str], *rest: Any, **more: Any
    ) -> click.Context:
        """Return the context of a call, its language known already."""
        with _typed_wrongly():
            return super().make_context(info_name, split_off_language(args)[1], *rest, **more)

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command; what was typed wrongly is told as its language writes."""
        with _typed_wrongly():
            return super().invoke(ctx)


def split_off_language(args: Sequence[str]) -> tuple[str | None, list[str]]:
    """Return the language that *args* ask for, and the others; the last one asked for counts.

    >>> split_off_language(["score", "--language", "en", "a", "--", "--language=en"])
    ('en', ['score', 'a', '--', '--language=en'])
    """
    asked, others, waiting = None, [], list(args)
    while waiting and waiting[0] != "--":
        argument = waiting.pop(0)
        name, equals, value = argument.partition("=")
        if name == _OPTION and not equals and waiting:
            value = waiting[0]
        if name == _OPTION and value in _CATALOGUES:
            asked = value
            waiting[: not equals] = []
        else:
            others.append(argument)
    return asked, others + waiting


def language_of_environment(environment: Mapping[str, str]) -> str:
    """Return the language that LANGUAGE, else the locale, names: Chinese where neither does.

    >>> language_of_environment({"LANGUAGE": "fr:en", "LANG": "zh_CN.UTF-8"})
    'en'
    >>> language_of_environment({"LC_ALL": "C.UTF-8", "LANG": "en_US.UTF-8"})
    'zh-CN'
    """
    locales = (environment.get(name) for name in ("LC_ALL", "LC_MESSAGES", "LANG"))
    preferred = environment.get("LANGUAGE", "").split(":")
    for name in (*preferred, next(filter(None, locales), "")):
        language = _NAMES.get(name.replace("-", "_").split("_")[0].split(".")[0].lower())
        if language:
            return language
    return CHINESE


@contextmanager
def speaking(language: str, asked: str | None) -> Iterator[Translate]:
    """Have gettext speak *language* within, whatever the environment; return what translates."""
    gettext.bindtextdomain(DOMAIN, LOCALE)
    before, token = os.environ.get("LANGUAGE"), _asked.set(asked)
    os.environ["LANGUAGE"] = _CATALOGUES[language]
    try:
        catalogue = gettext.translation(DOMAIN, LOCALE, [_CATALOGUES[language]], fallback=True)
        yield catalogue.gettext
    finally:
        _asked.reset(token)
        if before is None:
            del os.environ["LANGUAGE"]
        else:
            os.environ["LANGUAGE"] = before


@contextmanager
def _typed_wrongly() -> Iterator[None]:
    try:
        yield
    except click.exceptions.NoArgsIsHelpError:
        raise
    except click.UsageError as error:
        if spoken_language() == ENGLISH:
            raise
        raise click.UsageError(punctuated(error.format_message()), error.ctx) from error


def asked_language() -> str | None:
    """Return the language that --language names, None where it was not given."""
    return _asked.get()


def spoken_language() -> str:
    """Return the language in which commands speak: the one asked for, or the environment's."""
    return _asked.get() or language_of_environment(os.environ)


def _translated_command(command: click.Command, translate: Translate) -> Any:
    """Return a copy of *command*, and of all below it, in another language."""
    spoken = copy(command)
    spoken.help, spoken.epilog, spoken.short_help, spoken.options_metavar = (
        text and translate(cleandoc(text))
        for text in (command.help, command.epilog, command.short_help, command.options_metavar)
    )
    # A whole sentence: click would cut it where a line of its own is full.
    spoken.short_help = spoken.short_help or (spoken.help or "").split("\n\n")[0]
    spoken.context_class = Context
    spoken.params = [_translated_parameter(parameter, translate) for parameter in command.params]
    if isinstance(spoken, click.Group) and isinstance(command, click.Group):
        spoken.subcommand_metavar = translate(command.subcommand_metavar or "")
        spoken.commands = {
            name: _translated_command(each, translate) for name, each in command.commands.items()
        }
    return spoken


def _translated_parameter(parameter: click.Parameter, translate: Translate) -> click.Parameter:
    spoken = copy(parameter)
    if isinstance(spoken, click.Option):
        spoken.help = spoken.help and translate(spoken.help)
    if not isinstance(spoken, click.Argument):
        spoken.type = copy(parameter.type)
        spoken.type.name = translate(parameter.type.name)
    spoken.metavar = translate(metavar) if (metavar := metavar_of(parameter)) else None
    return spoken


def metavar_of(parameter: click.Parameter) -> str | None:
    """Return what stands for a value in the help: its type's name, where it was not said."""
    if parameter.metavar or isinstance(parameter, click.Argument):
        return parameter.metavar
    takes_none = isinstance(parameter, click.Option) and (parameter.is_flag or parameter.count)
    if takes_none or isinstance(parameter.type, click.Choice | click.DateTime):
        return None
    return parameter.type.name.upper()
