"""The statements of the source documents, row by row: those that can be checked, and why the others cannot."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from enum import StrEnum, unique
from pathlib import Path

import attrs

from kontaktforloeb.errors import Problem, RuleFileError, UnknownNameError
from kontaktforloeb.rulebook.format import Bilingual
from kontaktforloeb.statements.rows import Row, read_rows

LIST_OF_DOCUMENTS = "kilder.csv"
"""The file that names the documents; each has a file of its own beside it."""

NOT_CHECKABLE = "-"
_DOCUMENT_COLUMNS = ("document", "title_da", "title_en", "address")
_COLUMNS = ("id", "row", "lines", "class", "reason", "statement_da", "statement_en")


@unique
class StatementClass(StrEnum):
    """What a statement that can be checked is about."""

    MEETING = "M"
    ATTRIBUTE = "A"
    QUOTA = "Q"
    COHORT = "K"
    LOAD = "L"
    GUARD = "G"
    SOFT = "S"


@unique
class Uncheckable(StrEnum):
    """Why a statement cannot be checked."""

    NAVIGATION = "r1"
    PURPOSE = "r2"
    EXPERIENCE = "r3"
    ORGANISATION = "r4"
    ADVICE = "r5"
    LINK = "r6"
    DISCRETION = "r7"
    NOT_GIVEN = "r8"


@attrs.frozen
class Statement:
    """One row of a document: where it stands, what it says, and what it is about or why it cannot be checked."""

    id: str
    row: int
    lines: str
    classes: tuple[StatementClass, ...]
    reason: Uncheckable | None
    text: Bilingual

    @property
    def checkable(self) -> bool:
        """Whether a rule can check it; only then has it an id."""
        return self.reason is None


@attrs.frozen
class Document:
    """A source and its statements in order; an empty address is not known."""

    id: str
    title: Bilingual
    address: str
    statements: tuple[Statement, ...] = attrs.field(repr=False)

    @property
    def checkable(self) -> tuple[Statement, ...]:
        """The statements that a rule can check."""
        return tuple(statement for statement in self.statements if statement.checkable)

    @property
    def uncheckable(self) -> tuple[Statement, ...]:
        """The statements that no rule can check."""
        return tuple(statement for statement in self.statements if not statement.checkable)


@attrs.frozen
class Catalogue:
    """Every document that is known, in the order of their lists."""

    documents: tuple[Document, ...]
    by_id: Mapping[str, Statement] = attrs.field(init=False, repr=False)

    @by_id.default
    def _by_id(self) -> Mapping[str, Statement]:
        return {statement.id: statement for document in self.documents for statement in document.checkable}

    def document(self, name: str) -> Document:
        """Give the document `name`.

        Raises `UnknownNameError`, with the nearest name.
        """
        known = {document.id: document for document in self.documents}
        if name not in known:
            raise UnknownNameError(what="document", name=name, known=known)
        return known[name]


def read_catalogue(folders: Iterable[Path]) -> Catalogue:
    """Give the documents of every list in the folders.

    Raises `RuleFileError` with every problem of every file.

    >>> from kontaktforloeb.rulebook.registry import bundled_folder
    >>> len(read_catalogue([bundled_folder()]).by_id)
    144
    """
    problems: list[Problem] = []
    documents: list[Document] = []
    for folder in folders:
        for path in sorted(folder.rglob(LIST_OF_DOCUMENTS)):
            documents += _documents(path, problems)
    problems += _repeated(documents)
    if problems:
        raise RuleFileError(problems)
    return Catalogue(tuple(documents))


def _documents(path: Path, problems: list[Problem]) -> Iterator[Document]:
    listed = set()
    for row in read_rows(path, _DOCUMENT_COLUMNS, problems):
        name = row.text("document")
        own = path.with_name(f"{name}.csv")
        listed.add(own)
        title = Bilingual(row.text("title_da"), row.text("title_en"))
        if own.is_file():
            statements = [_statement(found) for found in read_rows(own, _COLUMNS, problems)]
            yield Document(name, title, row.cells["address"], tuple(s for s in statements if s is not None))
        else:
            row.fault("document", f"there is no file {own.name} beside the list", "a file for each document")
    others = sorted(set(path.parent.glob("*.csv")) - listed - {path})
    problems += [Problem(where=str(other), what=f"the document is not in {LIST_OF_DOCUMENTS}") for other in others]


def _statement(row: Row) -> Statement | None:
    before = len(row.problems)
    cells = row.cells
    number = cells["row"]
    if not (number.isascii() and number.isdigit()):
        row.fault("row", f"'{number}' is no number of a row", "a whole number")
    lines, text = row.text("lines"), Bilingual(row.text("statement_da"), row.text("statement_en"))
    classes = [] if cells["class"] == NOT_CHECKABLE else row.text("class").split()
    for given in classes:
        row.word("class", StatementClass, given)
    if cells["reason"]:
        row.word("reason", Uncheckable, cells["reason"])
    if classes and cells["reason"]:
        row.fault("reason", "a statement with a class has no reason", "a class, or '-' with a reason")
    if not classes and not cells["reason"]:
        row.fault("reason", "a statement that cannot be checked has a reason", "one of " + ", ".join(Uncheckable))
    if bool(classes) != bool(cells["id"]):
        row.fault("id", "a statement that can be checked has an id, and no other has", "an id and a class, or neither")
    if len(row.problems) > before:
        return None
    reason = Uncheckable(cells["reason"]) if cells["reason"] else None
    kinds = tuple(StatementClass(given) for given in classes)
    return Statement(cells["id"], int(number), lines, kinds, reason, text)


def _repeated(documents: Iterable[Document]) -> Iterator[Problem]:
    """Give the ids that stand for two statements, and the names that stand for two documents."""
    seen: dict[str, str] = {}
    names: set[str] = set()
    for document in documents:
        if document.id in names:
            yield Problem(where=document.id, key="document", what="the document is there twice")
        names.add(document.id)
        for statement in document.checkable:
            if statement.id in seen:
                what = f"'{statement.id}' stands in {seen[statement.id]} already"
                yield Problem(where=document.id, key=f"row {statement.row}", what=what, expected="an id of its own")
            seen.setdefault(statement.id, document.id)
