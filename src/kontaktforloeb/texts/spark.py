"""The Danish of what can be wrong with a caseload that comes in parts: the English is in the code that says it."""

from __future__ import annotations

from collections.abc import Mapping

DANISH: Mapping[str, str] = {
    "a column {name}": "en kolonne {name}",
    "a Spark table {name}": "en Spark-tabel {name}",
    "there is no such table": "der er ingen sådan tabel",
    "the column holds no single values": "kolonnen indeholder ikke enkelte værdier",
    "text, with | between the words of a list": "tekst, med | mellem ordene i en liste",
    "the column holds ids as numbers with decimals": "kolonnen indeholder id'er som tal med decimaler",
    "the rows are not in order": "rækkerne står ikke i orden",
    "rows in order of their key": "rækker i orden efter deres nøgle",
    "the key of a row is not that of its citizen": "en rækkes nøgle er ikke borgerens",
    "what key_of gives": "det, som key_of giver",
    "ids are written with nine digits, with dashes and in other ways, and none with ten digits": (
        "id'er er skrevet med ni cifre, med bindestreg og på andre måder, og ingen med ti cifre"
    ),
    "ids written in one way": "id'er, der er skrevet på én måde",
    "the rules that ship with the library are others here than where the run was started": (
        "reglerne, der følger med biblioteket, er andre her, end hvor kørslen blev startet"
    ),
    "the same version of kontaktforloeb on every machine": "samme version af kontaktforloeb på hver maskine",
}
