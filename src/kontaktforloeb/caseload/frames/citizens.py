"""Citizens as numbers: ten digits are one already, and every other id gets one."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence

import numpy as np
import polars as pl
from numpy.typing import NDArray

from kontaktforloeb.caseload.columns import Bad, Column
from kontaktforloeb.caseload.frames.arrays import Mask, distinct, looked_up
from kontaktforloeb.caseload.frames.dictionary import Dictionary
from kontaktforloeb.caseload.ids import Joined, joined
from kontaktforloeb.caseload.rows import Note, RowCode

Keys = NDArray[np.int64]

Join = Callable[[Iterable[str]], Joined]
"""Gives how the ids of a caseload are read: `kontaktforloeb.caseload.ids.joined`, or what knows the ids of more."""

NOBODY = 0
"""The key of an empty cell."""
NO_ID = -1
"""The key of a text that is no id."""

_TEN = 10
_EXACT, _EXACT_IN_SHORT = 1 << 53, 1 << 24
"""From here on not every whole number has a number of its own, of eight bytes and of four."""
_LOST = "####"
"""An id that is damaged, as a spreadsheet shows it."""
_OTHERS = 1 << 40
"""The first key of an id that is not ten digits; those of ten digits lie below."""
_SAFE = r"^[A-Za-z0-9_-]*[A-Za-z][A-Za-z0-9_-]*$"
"""A text of these signs, with a letter and a digit, is an id and itself, whatever else stands in the caseload."""


class Citizens:
    """The ids of a caseload: a key for each way in which one is written, then one for each citizen.

    Ten digits that are not all zero are their own number: `kontaktforloeb.caseload.ids` reads them as they stand. What
    the other texts mean is asked once all tables are read.
    """

    def __init__(self, column: Column, join: Join = joined) -> None:
        self._column, self._join = column, join
        self._dictionary = Dictionary()
        self._texts = pl.Series([], dtype=pl.String)
        self._key_of = np.empty(0, np.int64)
        self._wrong: dict[int, Bad] = {}
        self._joined = Joined({}, frozenset())
        self.affected = np.empty(0, np.int64)
        """The citizens whose ids are written in more ways than one."""

    def keys(self, cells: pl.Series) -> Keys:
        """Give the keys of cells as they are written."""
        texts = cells if cells.dtype == pl.String else _as_text(cells)
        numbers = texts.cast(pl.Int64, strict=False)
        ten = pl.select((texts.str.len_bytes() == _TEN) & (numbers > 0) & ~texts.str.starts_with("+")).to_series()
        if ten.all(ignore_nulls=False):
            return numbers.to_numpy()
        plain = ten.fill_null(value=False)
        found = np.array(pl.select(pl.when(plain).then(numbers).otherwise(NOBODY)).to_series().to_numpy())
        others = (~plain & (texts.str.len_bytes() > 0)).fill_null(value=False)
        found[others.to_numpy()] = self._dictionary.numbers(texts.filter(others)) + _OTHERS
        return found

    def settle(self, written: Mapping[str, Sequence[Keys]]) -> list[Note]:
        """Find what the ids of all tables mean, and give what is to be told of them, table by table."""
        self._texts = self._dictionary.texts
        self._key_of = np.arange(len(self._texts), dtype=np.int64) + _OTHERS
        safe = pl.select(self._texts.str.contains(_SAFE) & self._texts.str.contains(r"[0-9]")).to_series().to_numpy()
        if safe.all():
            return []
        values: dict[int, str] = {}
        for code in np.flatnonzero(~safe).tolist():
            value = self._column.value(self._texts[code])
            if isinstance(value, Bad):
                self._wrong[code] = value
            else:
                values[code] = value
        known = {*values.values(), *self._texts.filter(safe).head(1).to_list()}
        self._joined = self._join(known | _tens(known, [keys for own in written.values() for keys in own]))
        read_as = self._joined.read_as
        self._read({code: read_as.get(value, value) for code, value in values.items()})
        self.affected = distinct(self._keys_of(read_as.values()))
        notes: list[Note] = []
        for name, own in written.items():
            codes = distinct(np.concatenate([keys[keys >= _OTHERS] for keys in own])) - _OTHERS
            notes += self._joined.notes(name, [values[code] for code in codes.tolist() if code in values])
        return notes

    def _read(self, values: Mapping[int, str]) -> None:
        """Read codes as what they mean; what means no other text in the caseload gets a code of its own."""
        changed = {code: value for code, value in values.items() if value != self._texts[code]}
        new = pl.Series(list(dict.fromkeys(changed.values())), dtype=pl.String)
        new = new.filter(~new.is_in(self._texts.implode()) & ~_is_ten(new))
        self._texts = pl.concat([self._texts, new])
        self._key_of = np.concatenate([self._key_of, len(self._key_of) + _OTHERS + np.arange(len(new))])
        keys = dict(zip(changed.values(), self._keys_of(changed.values()).tolist(), strict=True))
        for code, value in changed.items():
            self._key_of[code] = keys[value]
        for code in self._wrong:
            self._key_of[code] = NO_ID

    def _keys_of(self, texts: Iterable[str]) -> Keys:
        """Give the keys of texts that mean themselves."""
        wanted = list(texts)
        places = pl.DataFrame({"text": self._texts}).with_row_index("place").filter(pl.col("text").is_in(set(wanted)))
        codes = dict(zip(places["text"].to_list(), places["place"].to_list(), strict=True))
        found = [int(text) if text not in codes else codes[text] + _OTHERS for text in wanted]
        return np.array(found, dtype=np.int64)

    def meant(self, written: Keys) -> Keys:
        """Give the keys of the citizens that written keys mean, `NO_ID` for what is no id."""
        if not len(self._key_of) or (written < _OTHERS).all():
            return written
        others = written >= _OTHERS
        found = written.copy()
        found[others] = looked_up(self._key_of, written[others] - _OTHERS)
        return found

    def wrong(self, written: Keys) -> Mask:
        """Tell which cells hold no id, empty ones included."""
        wrong: Mask = (written == NOBODY) | (self.meant(written) == NO_ID)
        return wrong

    def value(self, key: int) -> str | Bad:
        """Give the value of a cell by its key."""
        if key == NOBODY or key - _OTHERS in self._wrong:
            return self._wrong.get(key - _OTHERS) or Bad(RowCode.MISSING_VALUE)
        return self.text(key)

    def text(self, key: int) -> str:
        """Give the text of a key: as it is written, or of a citizen."""
        if key == NOBODY:
            return ""
        return str(self._texts[key - _OTHERS]) if key >= _OTHERS else f"{key:010}"

    def texts(self, keys: Keys) -> pl.Series:
        """Give the texts of citizens' keys."""
        numbers, others = keys[keys < _OTHERS], keys[keys >= _OTHERS]
        tens = pl.Series(numbers).cast(pl.String).str.zfill(_TEN)
        return pl.concat([tens, self._texts.gather(others - _OTHERS)]) if len(others) else tens

    def read_as(self, text: str) -> str:
        """Give the id that a text stands for."""
        return self._joined.read_as.get(text, text)


def _as_text(cells: pl.Series) -> pl.Series:
    """Give ids that the source holds as numbers as the text that a user would see; NaN is no id and no text."""
    if cells.dtype.is_decimal():
        return cells.cast(pl.String).str.replace(r"\.0+$", "")
    if not cells.dtype.is_float():
        return cells.cast(pl.String)
    exact = _EXACT if cells.dtype == pl.Float64 else _EXACT_IN_SHORT
    own = cells.cast(pl.Float64)
    whole = own.cast(pl.Int64, strict=False)
    text = pl.when(whole == own).then(whole.cast(pl.String)).otherwise(cells.cast(pl.String))
    # Of neighbours among so large numbers several were written as one.
    lost = pl.lit(own).is_infinite() | (pl.lit(own).abs() >= exact)
    return pl.select(
        pl.when(pl.lit(own).is_nan()).then(None).when(lost).then(pl.lit(_LOST)).otherwise(text)
    ).to_series()


def _is_ten(texts: pl.Series) -> pl.Series:
    return texts.str.contains("^[0-9]{10}$") & (texts != "0" * _TEN)


def _tens(known: Iterable[str], written: Sequence[Keys]) -> set[str]:
    """Give those ids of ten digits that decide how others are read: one of any, and those that end as one of nine."""
    nine = [int(text) for text in known if len(text) == _TEN - 1 and text.isascii() and text.isdigit()]
    found = {int(keys[there][0]) for keys in written if (there := (keys > 0) & (keys < _OTHERS)).any()}
    for keys in written if nine else ():
        found |= set(keys[np.isin(keys, nine)].tolist())
    return {f"{key:010}" for key in found}
