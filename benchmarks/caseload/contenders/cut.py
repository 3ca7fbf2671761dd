"""The bundled rule files cut down to the part that the other contenders do, so that ours does no more either."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from kontaktforloeb.rulebook.registry import EXAMPLES, bundled_folder

_WORDS = ("lov/grundlag", "lov/fortolkninger", "kommuner/ord")
_DUTIES = {
    "lov/lab": (
        "31-1",
        "31-1-27-3",
        "31-1-a-kasse",
        "31-1-jobcenter",
        "31-1-kommune",
        "31-3",
        "31-4",
        "31-5",
        "31-foerste-a-kasse",
        "31-foerste-kommune",
        "32-2",
    ),
    "kommuner/broendby": ("1", "2", "3", "4", "5"),
}
_FIRST, _LAST = "2020-01-01", "2026-07-01"
_OPENING = re.compile(r"^(?=\[\[[a-z_]+\]\]$)", re.MULTILINE)


def cut_rules(folder: Path) -> None:
    """Write the words as they are, and of the law and Brøndby's schedule the duties of the part alone."""
    for name in (*_WORDS, *_DUTIES):
        for path in sorted((bundled_folder() / name).glob("*.toml")):
            if path.name.endswith(EXAMPLES) or (name == "lov/lab" and not _FIRST <= path.stem <= _LAST):
                continue
            text = path.read_text("utf-8")
            target = folder / name / path.name
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text("".join(_kept(text, _DUTIES[name])) if name in _DUTIES else text, "utf-8")


def _kept(text: str, ids: tuple[str, ...]) -> Iterator[str]:
    """Give the text of a rule file without the duties that are not of the part."""
    for block in _OPENING.split(text):
        if not block.startswith("[[requirement]]"):
            yield block
        elif any(f'\nid = "{name}"\n' in block for name in ids) and _in_the_part(block):
            # What a duty lies besides is not there.
            yield re.sub(r"^besides = .*\n", "", block, flags=re.MULTILINE)


def _in_the_part(block: str) -> bool:
    """Tell whether a duty is one of the part's: four on dagpenge is not, nor the first that has no due day."""
    four_on_dagpenge = '\nid = "31-1"\n' in block and '"dagpenge"' in block
    return not four_on_dagpenge and "\ndue = " in block
