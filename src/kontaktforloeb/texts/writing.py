"""What is said of files that are written."""

from __future__ import annotations

from collections.abc import Mapping

from kontaktforloeb.texts.text import Text

TEXTS: Mapping[str, Text] = {
    "writing.about": Text("om", "about"),
    "writing.sheets": Text(
        "{rows} rækker på {sheets} ark, da et ark højst rummer {limit} rækker",
        "{rows} rows on {sheets} sheets, as a sheet holds at most {limit} rows",
    ),
    "writing.cut": Text(
        "{count} tekst(er) er afkortet, da en celle i Excel højst rummer {limit} tegn; de andre formater har dem hele",
        "{count} text(s) are cut, as a cell of Excel holds at most {limit} signs; the other forms have them whole",
    ),
}
