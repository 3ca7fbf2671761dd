"""Why a finding says what it says, as text. How it is told stands in `kontaktforloeb.explanation`.

The package has a function of this module's name, which must be there before anything else; so this is all it loads.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kontaktforloeb.findings import Finding
    from kontaktforloeb.texts import Lang


def explain(finding: Finding, lang: Lang = "da") -> str:
    """Give a text that tells why a finding says what it says, in Danish or English.

    >>> from kontaktforloeb import Case, check
    >>> case = Case.from_dates("2022-01-03", "kontanthjaelp-jobparat", held=["2022-01-10"])
    >>> print(explain(check(case, as_of="2022-08-01").findings[0], "en").splitlines()[-1])
    Verdict: overdue by 30 day(s) on 2022-08-01; 1 of 4, due 2022-07-02.
    """
    from kontaktforloeb.explanation import explanation  # noqa: PLC0415 (as said)

    return str(explanation(finding, lang))
