"""Folders of tables as bad exports have them: wrong cells, repeats, rows of any length, quotation marks anywhere."""

from __future__ import annotations

import random
from collections.abc import Sequence
from pathlib import Path

from caseload_folders import HEADERS

CPR = ["6101901234", "0199901234", "7101900001", "610190-1234", "199901234", " 6101901234", "0000000000"]
WORDS: dict[str, Sequence[str]] = {
    "citizen": [
        *("6101901234", "C1", "C2", "0199901234"), *CPR, *("C2 ", "borger-17", "", "I alt"),
        *("Total: 12", "6,1E+09", '="C1"', "x y", "NULL", "n/a", "-", "0", "ukendt", "a\ufffdb", "\ufffd"),
    ],
    "group": [
        *("6.2", "6.1", "dagpenge", "6.3", "2.2", "ledighedsydelse"),
        *("6.99", "", "§ 6.2", "6,1", "6.10", "Dagpenge"),
    ],
    "type": ["7", "17", "jobsamtale", "JOBSAMTALE", "samtale", ""],
    "held_by": ["jobcenter", "a-kasse", "kommune", "Kommune", "ingen"],
    "with": ["a-kasse", "a|b", "", "|", "a-kase"],
    "form": ["fremmoede", "telefon", "", "", "fysisk"],
    "status": ["afholdt", "booket", "udeblevet", ""],
    "individual": ["ja", "nej", "", "1", "?"],
    "adviser": ["R1", "Søren", "", 'Bo "B" Holm', "a;b", "a,b", "\ufffd"],
    "minutes": ["45", "", "45,0", "0", "x"],
    "prep_minutes": ["10", ""],
    "team": ["Team 1", "Team 2", ""],
    "topics": ["cv|job", "", "cv"],
    "month": ["2022-03", "04-2022", "2022-05", "01-02-2022", "2022-13", "03-01-2022"],
    "hours": ["160.33", "80,5", "0", "80.50", "-1", "1e5"],
    "event": ["henvendelse", "indplacering", "overgang", "fravalg-a-kasse", "x"],
    "reason": ["", "brev", "to\nlinjer", "to\r\nlinjer", "æøå"],
    "value": ["", "tlf", 'x"y'],
    "municipality": ["Brøndby", ""],
    "insured": ["fuldtid", "deltid", "", "", "halv"],
    "schedule": ["broendby", "", "", "", "x"],
}  # fmt: skip
KINDS = {"hours": ["dagpenge", "loentilskud", "", "", "løn"], "exemptions": ["ferie", "barsel", "kvote", "tilbud", "x"]}
DAYS = [
    "2022-01-03", "03-01-2022", "2022-06-30", "2023-12-31", "2019-12-31", "2024-01-01", "9999-12-31", "", "44564",
    "03.01.22", "2022-02-30", "2022-01-03T23:30:00Z", "03/01/2022", "13/01/2022", "01/13/2022", "31122", "infinity",
    "-infinity", "3.1.22", "3. jan. 2022", "03-01-2022 kl. 08:30", "jan-22",
]  # fmt: skip


def cell(chance: random.Random, table: str, column: str) -> str:
    """Give a cell that may stand there: mostly a right one."""
    words = KINDS[table] if column == "kind" else WORDS.get(column, DAYS if column != "note" else ["", "x"])
    right = [word for word in words[:4] if word]
    return chance.choice(right) if chance.random() < 0.95 and right else chance.choice(words)


def table_rows(chance: random.Random, table: str, columns: Sequence[str], most: int) -> list[list[str]]:
    """Give rows of a table, some of them too short, too long, empty, or said twice."""
    rows: list[list[str]] = []
    for _ in range(chance.randrange(most)):
        row = [cell(chance, table, column) for column in columns]
        match chance.randrange(40):
            case 0:
                row = row[: chance.randrange(len(row))]
            case 1:
                row += chance.choice([["", ""], ["x"], ["", "y"], ["  "]])
            case 2:
                row = [chance.choice(["", "", " ", "\xa0", "\t "]) for _ in range(chance.randrange(len(row) + 3))]
            case 3 | 4 | 5 if rows:
                row = list(chance.choice(rows))
        rows.append(row)
    return rows


def as_csv(chance: random.Random, rows: Sequence[Sequence[str]], *, delimiter: str, damage: float) -> str:
    """Write rows, quoting what must be and some that need not; with `damage`, marks stand where they must not."""
    end = chance.choice(["\n", "\r\n", "\n", "\r\n", "\r"])
    quotes = chance.choice([0.0, 0.05, 0.05, 1.0])
    lines: list[str] = []
    for row in rows:
        cells = []
        for text in row:
            must = any(sign in text for sign in f'{delimiter}"\r\n')
            quoted = must or chance.random() < quotes
            cells.append('"' + text.replace('"', '""') + '"' if quoted else text)
        line = delimiter.join(cells)
        if chance.random() < (damage if lines else damage / 10):
            place = chance.randrange(len(line) + 1)
            line = line[:place] + chance.choice(['"', '"', "\0", "\r", delimiter]) + line[place:]
        lines.append(line)
    return end.join(lines) + chance.choice(["", end, end + end])


def put_odd(folder: Path, chance: random.Random, *, most: int = 25, damage: float = 0.05) -> Path:
    """Write a folder of odd tables."""
    folder.mkdir(parents=True, exist_ok=True)
    names = ["spells", "meetings", *(name for name in list(HEADERS)[2:] if chance.random() < 0.6)]
    for name in names:
        header = [*HEADERS[name].split(","), *chance.choice([[], [], [], ["note"], ["", "ended"]])]
        if chance.random() < 0.2:
            chance.shuffle(header)
        rows = table_rows(chance, name, header, most)
        text = as_csv(chance, [header, *rows], delimiter=chance.choice(",;;\t"), damage=damage)
        if chance.random() < 0.1:
            text = "sep=;\n" + text.replace(",", ";").replace("\t", ";")
        encoding = chance.choice(["utf-8", "utf-8-sig", "cp1252", "utf-16"])
        (folder / f"{name}.csv").write_bytes(text.encode(encoding, errors="replace"))
    return folder
