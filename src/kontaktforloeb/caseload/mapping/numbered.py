"""Series of columns whose headings differ in a number alone, written with `{n}` in its place, or in a month."""

from __future__ import annotations

import re
from collections.abc import Iterable

from kontaktforloeb.caseload.mapping.months import MONTH, months_of
from kontaktforloeb.caseload.mapping.shown import NUMBER


def matching(heading: str, headings: Iterable[str]) -> dict[str, str]:
    """Give the headings that a heading stands for, by their number as it is written; one without a series by none.

    Those with a month are given by the month, as `2024-03`.

    >>> matching("Samtale {n} type", ["Samtale 1", "Samtale 10 type", "Samtale 2 type"])
    {'2': 'Samtale 2 type', '10': 'Samtale 10 type'}
    """
    if MONTH in heading:
        return months_of(heading, headings)
    if NUMBER not in heading:
        return {"": heading} if heading in headings else {}
    before, _, after = heading.partition(NUMBER)
    form = re.compile(rf"{re.escape(before)}(\d{{1,3}}){re.escape(after)}")
    found = {match[1]: name for name in headings if (match := form.fullmatch(name))}
    return dict(sorted(found.items(), key=lambda item: (int(item[0]), item[0])))
