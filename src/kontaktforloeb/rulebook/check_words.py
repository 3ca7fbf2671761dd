"""Find words that are not known, each with the nearest one that is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from kontaktforloeb.errors import near_miss, nearest
from kontaktforloeb.rulebook.structure import Fault, Path
from kontaktforloeb.rulebook.vocabulary import Vocabulary


def unknown(word: str, known: Iterable[str], what: str, path: Path) -> Iterator[Fault]:
    """Give a fault where a word is none of those that are known."""
    names = list(known)
    if word not in names:
        yield Fault(path, f"no {what} '{word}' is known", "", nearest(word, names))


def each_unknown(words: Iterable[str] | None, known: Iterable[str], what: str, path: Path) -> Iterator[Fault]:
    """Give a fault for each word of a list that is none of those that are known."""
    for index, word in enumerate(words or ()):
        yield from unknown(word, known, what, (*path, index))


def second_names(names: Iterable[str] | None, vocabulary: Vocabulary, path: Path) -> Iterator[Fault]:
    """Give the names of holders that another name stands for; a meeting carries only that one."""
    for place, name in enumerate(names or ()):
        one = vocabulary.holder(name)
        if one not in (None, name):
            what = f"'{name}' is one holder with '{one}'"
            yield Fault((*path, place), what, f"'{one}', which stands for all of them")


def participants(names: Iterable[str] | None, vocabulary: Vocabulary, path: Path) -> Iterator[Fault]:
    """Give the names that are most likely a holder's, misspelt; others may be anybody who takes part."""
    yield from second_names(names, vocabulary, path)
    for place, name in enumerate(names or ()):
        slip = near_miss(name, vocabulary.holders.entries)
        if slip is not None:
            yield Fault((*path, place), f"'{name}' is nobody who holds meetings", "", slip)
