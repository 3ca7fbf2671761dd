"""What can go wrong, as values: one root error, and problems that name place, expectation and nearest word."""

from __future__ import annotations

import errno
import os
import re
from collections.abc import Iterable, Mapping, Sequence

import attrs

from kontaktforloeb.texts import Lang, say, translated

_SHOWN = 20
_LONGEST = 40
# Nine digits or more with little between them, as numbers are written; or six in one piece. A date has neither.
_NUMBER_LIKE = r"\d(?:\W{0,3}\d){8,}|\d{6,}"
_MOMENT = r"([0-9]{4}-[0-9]{2}-[0-9]{2}|[0-9]{2}-[0-9]{2}-[0-9]{4})[T ][0-9]{2}:[0-9]{2}(:[0-9]{2})?Z?"
# Ten digits, or nine where the zero before them was cut, in the name of a file; a day or a moment is neither.
_NUMBER_IN_A_PLACE = r"(?<!\d)(?:\d{6}[-_. ]?\d{4}|\d{9})(?!\d)"
_MASK = "******"
_DIGITS_OF_AN_ID = 4


def nearest(word: str, known: Iterable[str]) -> str | None:
    """Give the known word nearest to `word`, or `None` where none is near; capitals and blanks around it do not count.

    >>> nearest("jobcentre", ["jobcenter", "kommune"]), nearest("GROUP ", ["group", "start"])
    ('jobcenter', 'group')
    """
    return _closest(word, known, cutoff=0.6)


def _closest(word: str, known: Iterable[str], cutoff: float) -> str | None:
    # Only asked once something is odd already.
    from difflib import get_close_matches  # noqa: PLC0415 (as said)

    names: dict[str, str] = {}
    for name in known:
        names.setdefault(name.strip().casefold(), name)
    found = get_close_matches(word.strip().casefold(), names, n=1, cutoff=cutoff)
    return names[found[0]] if found else None


def near_miss(word: str, known: Iterable[str]) -> str | None:
    """Give the known word that `word` is most likely a slip of the pen for, where other words may stand too.

    >>> near_miss("a-kase", ["a-kasse", "kommune"]), near_miss("mentor", ["a-kasse", "kommune"])
    ('a-kasse', None)
    """
    names = list(known)
    found = None if word in names else _closest(word.lower(), names, cutoff=0.8)
    return None if found == word else found


def masked(value: str, citizen: str = "") -> str:
    """Give what stood in the data as it may be shown: short, and nothing in it that could be a citizen's number or id.

    >>> masked("kaffemøde"), masked("7101901234"), masked("ring til B17", citizen="B17")
    ('kaffemøde', '******', 'ring til ******')
    """
    if citizen:
        value = re.sub(rf"(?<!\w){re.escape(citizen)}(?!\w)", _MASK, value)
    text = value if re.fullmatch(_MOMENT, value) else re.sub(_NUMBER_LIKE, _MASK, value)
    text = "".join(sign if sign.isprintable() else " " for sign in text)
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"


def masked_word(value: str, near: str | None, citizen: str = "") -> str:
    """Give a word that is not known as it may be shown; one that looks like an id and like no known word may be one.

    >>> masked_word("jobcenter2", near="jobcenter"), masked_word("B17", near=None), masked_word("6.14", near=None)
    ('jobcenter2', '******', '6.14')
    """
    digits = sum(sign.isdigit() for sign in value)
    like_an_id = digits >= _DIGITS_OF_AN_ID or (digits > 0 and any(sign.isalpha() for sign in value))
    return _MASK if near is None and like_an_id else masked(value, citizen)


def masked_place(place: object) -> str:
    """Give the name of a file, a folder or a table as a message may say it, whole, but with no citizen's number in it.

    >>> masked_place("ud/610190-1234.csv"), masked_place("ud/20261101/export.csv")
    ('ud/******.csv', 'ud/20261101/export.csv')
    """
    return re.sub(_NUMBER_IN_A_PLACE, _MASK, str(place))


_OF_THE_SYSTEM = (
    "EACCES", "EDQUOT", "EEXIST", "EIO", "EISDIR", "ELOOP", "EMFILE", "ENAMETOOLONG", "ENOENT", "ENOMEM", "ENOSPC",
    "ENOTDIR", "EPERM", "EROFS", "ETXTBSY",
)  # fmt: skip
"""What a system says of its files, by the names that it has for it; in Danish where it is one of these."""


def system_said(text: str, lang: Lang) -> str:
    """Give in a language what the system says of a file in English; what is not known stays as it is.

    >>> system_said("Permission denied", "da")
    'adgang nægtet'
    """
    for name in _OF_THE_SYSTEM if lang == "da" else ():
        number = getattr(errno, name, None)  # Not every system has them all.
        if number is not None and os.strerror(number) == text:
            return say(f"system.{name.lower()}", lang)
    return text


@attrs.frozen
class Problem:
    """One thing that is wrong: where, what, what was expected, and the nearest valid word where one is near.

    `what` and `expected` are English; with `facts` they are templates that take them, and `kontaktforloeb.texts` may
    have them in Danish.

    >>> print(Problem(where="a.toml:3", key="duty", what="'indiviual' is no known word", nearest="individual"))
    a.toml:3: duty: 'indiviual' is no known word; did you mean 'individual'?
    """

    what: str
    where: str = ""
    key: str = ""
    expected: str = ""
    nearest: str | None = None
    facts: Mapping[str, object] = attrs.field(factory=dict)

    def text(self, lang: Lang) -> str:
        """Give the problem in words, in English where it is not known in Danish."""
        what, expected = (self._told(template, lang) for template in (self.what, self.expected))
        place = "".join(f"{part}: " for part in (masked_place(self.where), self.key) if part)
        ending = say("problem.expected", lang, expected=expected) if expected else ""
        hint = say("problem.nearest", lang, nearest=self.nearest) if self.nearest else ""
        return f"{place}{what}{ending}{hint}"

    def _told(self, template: str, lang: Lang) -> str:
        known = translated(template, lang)
        if not self.facts:
            return known
        facts = dict(self.facts)
        if isinstance(why := facts.get("why"), str):
            facts["why"] = system_said(why, lang)
        return known.format(**facts)

    def __str__(self) -> str:
        return self.text("en")


class KontaktforloebError(Exception):
    """The root of every error that the library raises."""

    def text(self, lang: Lang) -> str:
        """Give the error in words, in English where it is not known in Danish."""
        return str(self) if lang == "en" else "\n".join(problem.text(lang) for problem in self._problems()) or str(self)

    def _problems(self) -> Sequence[Problem]:
        return ()


class _ProblemsError(KontaktforloebError, ValueError):
    """Several problems at once; `problems` holds each of them once, the text shows the first twenty."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        # What is wrong with a table of a source may be met once for each of ours that it gives.
        self.problems = tuple({str(problem): problem for problem in problems}.values())
        super().__init__(self.problems)

    def _problems(self) -> Sequence[Problem]:
        if len(self.problems) <= _SHOWN:
            return self.problems
        return (*self.problems[:_SHOWN], Problem("… and {rest} more", facts={"rest": len(self.problems) - _SHOWN}))

    def __str__(self) -> str:
        return "\n".join(str(problem) for problem in self._problems())


class RuleFileError(_ProblemsError):
    """A rule file, or several, cannot be used; every problem carries file, line and key."""


class CaseError(_ProblemsError):
    """The facts about one citizen contradict each other or use words that the rules do not know.

    The text never holds the citizen's id.
    """


class CaseloadError(_ProblemsError):
    """A caseload as a whole cannot be used: a table or a column is missing, or a file cannot be read."""


class ParameterError(_ProblemsError):
    """A schedule cannot be judged before its parameters have values; every problem names one and how to set it."""


def missing_values(ruleset: str, needs: Mapping[str, Iterable[str]]) -> list[Problem]:
    """Give a problem for each parameter that must have a value; `needs` names those of each requirement."""
    needing: dict[str, list[str]] = {}
    for requirement, names in needs.items():
        for name in names:
            needing.setdefault(name, []).append(requirement)
    return [
        Problem(
            "the source gives no value for the parameter '{name}', which {needing} need(s)",
            where=ruleset,
            key=name,
            expected="a rule file of your own that extends '{ruleset}', with [set] {name} = ...",
            facts={"name": name, "needing": ", ".join(requirements), "ruleset": ruleset},
        )
        for name, requirements in sorted(needing.items())
    ]


class UnknownNameError(KontaktforloebError, LookupError):
    """A rule set, a requirement or a citizen was asked for by a name that is not there."""

    def __init__(self, what: str, name: str, known: Iterable[str] = ()) -> None:
        self.what, self.name, self.nearest = what, name, nearest(name, known)
        super().__init__(what, name)

    def _problems(self) -> Sequence[Problem]:
        return (Problem(f"no {self.what} '{{name}}'", nearest=self.nearest, facts={"name": self.name}),)

    def __str__(self) -> str:
        return str(self._problems()[0])


class OutOfRangeError(KontaktforloebError, ValueError):
    """A value lies outside what the library can judge. With `facts`, `what` and `expected` take them."""

    def __init__(self, what: str, expected: str, facts: Mapping[str, object] | None = None) -> None:
        self.what, self.expected, self.facts = what, expected, dict(facts or {})
        super().__init__(what, expected, self.facts)

    def _problems(self) -> Sequence[Problem]:
        return (Problem(self.what, expected=self.expected, facts=self.facts),)

    def __str__(self) -> str:
        return str(self._problems()[0])
