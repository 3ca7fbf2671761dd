from __future__ import annotations

# ruff: noqa: E402 (what is loaded last needs an extra)
import os
import pwd
import shutil
import sqlite3
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from caseload_folders import RULES
from click.testing import CliRunner
from same_caseload import ROWS, as_csv, as_duckdb, as_sqlite, assert_same, fill

for _package in ("polars", "numpy"):
    pytest.importorskip(_package)

from kontaktforloeb.caseload.frames import read_frames
from kontaktforloeb.caseload.raw import read_raw
from kontaktforloeb.caseload.rows import Count, RowCode
from kontaktforloeb.caseload.sources import databases, postgres
from kontaktforloeb.caseload.sources.postgres import read_postgres
from kontaktforloeb.cli import build
from kontaktforloeb.errors import CaseloadError

PASSWORD = "hemmelig-7"  # noqa: S105 (of a server that lives as long as the test)


def _program(name: str) -> str | None:
    found = shutil.which(name)
    places = sorted(Path("/usr/lib/postgresql").glob(f"*/bin/{name}"))
    return found or (str(places[-1]) if places else None)


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    """Start a PostgreSQL server of its own, on a socket in a folder that is removed; give its address."""
    initdb, pg_ctl = _program("initdb"), _program("pg_ctl")
    if initdb is None or pg_ctl is None:
        pytest.skip("there is no PostgreSQL server")
    folder = Path(tempfile.mkdtemp(prefix="pg-"))
    secret = folder / "password"
    secret.write_text(PASSWORD, "utf-8")
    user = None
    if os.getuid() == 0:
        # The server refuses to run as root.
        known = {entry.pw_name for entry in pwd.getpwall()}
        user = "postgres" if "postgres" in known else "nobody"
        for path in (folder, secret):
            shutil.chown(path, user)

    def run(*command: str) -> None:
        subprocess.run(command, check=True, capture_output=True, user=user, cwd=folder, timeout=60)

    data = folder / "data"
    asked = ["--auth=scram-sha-256", f"--pwfile={secret}", "--username=tester", "--encoding=UTF8", "--locale=C"]
    run(initdb, "-D", str(data), "--no-sync", *asked)
    settings = f"-c listen_addresses='' -c unix_socket_directories='{folder}' -c fsync=off -c max_connections=10"
    try:
        run(pg_ctl, "-D", str(data), "-w", "-l", str(folder / "log"), "-o", settings, "start")
        yield f"postgresql://tester:{PASSWORD}@/postgres?host={folder}"
    finally:
        try:
            run(pg_ctl, "-D", str(data), "-m", "immediate", "-w", "stop")
        finally:
            shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(scope="module")
def filled(server: str) -> str:
    """Give the address of the server with the caseload in it."""
    psycopg = pytest.importorskip("psycopg")
    with psycopg.connect(server) as connection, connection.cursor() as cursor:
        fill(cursor.execute, cursor.executemany, "%s")
        cursor.execute("CREATE TABLE big (group_code numeric(4,2), flags boolean, words text[], moment timestamptz)")
        cursor.execute(
            "INSERT INTO big VALUES (6.10, true, '{cv,job}', '2022-01-03 23:30:00+00'), (NULL, NULL, NULL, NULL)"
        )
    return server


def problems_of(read: object) -> str:
    assert callable(read)
    with pytest.raises(CaseloadError) as caught:
        read()
    return "\n".join(problem.text("en") for problem in caught.value.problems)


def test_a_caseload_in_postgresql_is_the_same_as_in_files(tmp_path: Path, filled: str) -> None:
    assert_same(read_frames(read_raw(filled), RULES), read_frames(read_raw(as_csv(tmp_path / "csv")), RULES))


def test_queries_give_the_tables_of_postgresql(tmp_path: Path, filled: str) -> None:
    queries = {name: f"SELECT * FROM {name};" for name in ROWS}  # noqa: S608 (our own)
    queries["meetings"] = "SELECT * FROM meetings WHERE false UNION ALL SELECT * FROM meetings"
    assert_same(
        read_frames(read_postgres(filled, queries), RULES), read_frames(read_raw(as_csv(tmp_path / "c")), RULES)
    )


def test_cells_of_postgresql_are_the_text_that_they_are_shown_as(filled: str) -> None:
    (table,) = read_postgres(filled, {"big": "SELECT * FROM big"}).tables
    assert table.frame.rows() == [("6,10", "true", "cv|job", "2022-01-03 23:30:00+00", 2)]


def test_every_query_that_postgresql_cannot_run_is_named_at_once(filled: str) -> None:
    queries = {
        "spells": "SELECT * FROM nowhere",
        "meetings": "SELEC",
        "hours": "SELECT 1/0",
        "events": "SELECT 'x'::date",
    }
    found = problems_of(lambda: read_postgres(filled, queries)).splitlines()
    assert [line.split(":", 1)[0] for line in found] == [f"PostgreSQL postgres / {name}" for name in queries]
    assert "nowhere" in found[0]


def test_postgresql_is_only_read(filled: str) -> None:
    query = "WITH gone AS (DELETE FROM meetings RETURNING *) SELECT * FROM gone"
    assert "cannot be read" in problems_of(lambda: read_postgres(filled, {"meetings": query}))
    rows = len(ROWS["meetings"])
    assert len(read_postgres(filled, {"meetings": "SELECT * FROM meetings"}).tables[0].frame) == rows


@pytest.mark.parametrize("change", [("tester:", "nobody:"), (PASSWORD, "wrong-8"), ("/postgres?", "/other?")])
def test_a_database_that_does_not_answer_is_a_problem_without_the_password(
    filled: str, change: tuple[str, str]
) -> None:
    found = problems_of(lambda: read_raw(filled.replace(*change)))
    assert "cannot be read" in found
    assert PASSWORD not in found
    assert "wrong-8" not in found


def test_a_server_that_does_not_answer_is_said_to_refuse() -> None:
    pytest.importorskip("psycopg")
    said = problems_of(lambda: read_raw("postgres://a:hemmelig@127.0.0.1:1/x"))
    assert "127.0.0.1" in said
    assert said.endswith("Connection refused)")


@pytest.mark.parametrize(
    "url", ["postgresql://a:hem%melig@h/x", "postgresql://a:hemmelig@[/x", "postgres://a:hemmelig@127.0.0.1:1/x"]
)
def test_an_address_that_is_none_is_a_problem_without_the_password(url: str) -> None:
    pytest.importorskip("psycopg")
    assert "melig" not in problems_of(lambda: read_raw(url))


def test_the_tables_of_postgresql_are_those_of_one_moment_until_they_are_gone(server: str) -> None:
    psycopg = pytest.importorskip("psycopg")
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute("CREATE TABLE later AS SELECT 'C' || n AS citizen FROM generate_series(1, 3) AS n")
        (table,) = read_postgres(server, {"spells": "SELECT * FROM later"}).tables
        connection.execute("DELETE FROM later WHERE citizen <> 'C1'")
        assert table.frame["citizen"].to_list() == ["C1", "C2", "C3"]
        (again,) = read_postgres(server, {"spells": "SELECT * FROM later"}).tables
        assert again.frame["citizen"].to_list() == ["C1"]
        asked = "SELECT count(*) FROM pg_stat_activity WHERE backend_type = 'client backend'"
        del table, again
        for _ in range(100):  # A server notes the end of a connection a little later.
            if connection.execute(asked).fetchone() == (1,):
                break
            connection.execute("SELECT pg_sleep(0.05)")
        assert connection.execute(asked).fetchone() == (1,)


def test_a_query_of_postgresql_that_fails_on_a_row_shows_no_cell(filled: str) -> None:
    queries = {name: f"SELECT * FROM {name}" for name in ROWS}  # noqa: S608 (our own)
    queries["meetings"] = "SELECT citizen, citizen::int::text AS date, type, held_by FROM meetings"
    queries["hours"] = "SELECT citizen, month, hours / (hours - hours) AS hours FROM hours"
    found = problems_of(lambda: read_frames(read_postgres(filled, queries), RULES)).splitlines()
    assert [line.split(": ")[0] for line in found] == ["PostgreSQL postgres / meetings", "PostgreSQL postgres / hours"]
    assert "borger" not in "".join(found)


@pytest.mark.parametrize("kind", ["postgres", "duckdb", "sqlite"])
def test_a_database_that_is_read_in_batches_is_the_same(
    tmp_path: Path, kind: str, monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest
) -> None:
    monkeypatch.setattr(databases, "ROWS_OF_A_BATCH", 2)
    monkeypatch.setattr(postgres, "ROWS_OF_A_BATCH", 2)
    source: str | Path
    if kind == "postgres":
        source = request.getfixturevalue("filled")
    elif kind == "duckdb":
        pytest.importorskip("duckdb")
        source = as_duckdb(tmp_path / "x.duckdb")
    else:
        source = as_sqlite(tmp_path / "x.sqlite")
    raw = read_raw(source)
    meetings = next(table for table in raw.tables if table.name == "meetings")
    # DuckDB gives no fewer rows than it has at hand.
    assert len(next(meetings.opened().pieces(None)).frame) <= (2 if kind != "duckdb" else len(ROWS["meetings"]))
    assert meetings.head(1).height == 1
    assert_same(read_frames(raw, RULES), read_frames(read_raw(as_csv(tmp_path / "csv")), RULES))


def test_a_column_of_sqlite_has_one_type_in_all_batches(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(databases, "ROWS_OF_A_BATCH", 2)
    path = tmp_path / "x.sqlite"
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("CREATE TABLE t (a, b, c, d)")
        given = [(1, 1, None, 6.1), (2, 2, None, 6), (3, 2.5, None, "6.10"), (4, None, None, None)]
        connection.executemany("INSERT INTO t VALUES (?, ?, ?, ?)", given)
    (table,) = read_raw(path, {"t": "WITH own AS (SELECT * FROM t) SELECT * FROM own;"}).tables
    rows = [(1, 1.0, None, "6,1", 2), (2, 2.0, None, "6", 3), (3, 2.5, None, "6.10", 4), (4, None, None, None, 5)]
    assert table.frame.rows() == rows


@pytest.mark.parametrize("kind", ["postgres", "duckdb", "sqlite"])
def test_a_query_without_rows_and_one_with_a_heading_twice_can_be_read(
    tmp_path: Path, kind: str, request: pytest.FixtureRequest
) -> None:
    source: str | Path
    if kind == "postgres":
        source = request.getfixturevalue("filled")
    elif kind == "duckdb":
        pytest.importorskip("duckdb")
        source = as_duckdb(tmp_path / "x.duckdb")
    else:
        source = as_sqlite(tmp_path / "x.sqlite")
    queries = {
        "events": "SELECT citizen, date FROM events WHERE citizen = 'nobody'",
        "spells": "SELECT citizen, start, citizen FROM spells WHERE citizen = 'C4'",
    }
    events, spells = read_raw(source, queries).tables
    assert (events.frame.columns, events.frame.height) == (["citizen", "date", "_row"], 0)
    assert spells.header == ("citizen", "start", "citizen")
    assert [(row[0], str(row[1])[:10], row[2]) for row in spells.frame.rows()] == [("C4", "2022-01-03", "C4")]


def test_a_table_that_is_not_read_is_called_what_the_user_calls_it(tmp_path: Path) -> None:
    path = as_sqlite(tmp_path / "x.sqlite")
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("CREATE TABLE meeting (citizen)")
    notes = read_frames(read_raw(path), RULES).notes
    assert [note.text("en") for note in notes if note.table.startswith("x.")] == [
        'x.sqlite / meeting is not read; did you mean "meetings"?'
    ]


def test_a_caseload_in_duckdb_is_the_same_as_in_files(tmp_path: Path) -> None:
    pytest.importorskip("duckdb")
    found = read_frames(read_raw(as_duckdb(tmp_path / "caseload.duckdb")), RULES)
    assert_same(found, read_frames(read_raw(as_csv(tmp_path / "csv")), RULES))


def test_a_caseload_in_sqlite_is_the_same_as_in_files(tmp_path: Path) -> None:
    found = read_frames(read_raw(as_sqlite(tmp_path / "caseload.db")), RULES)
    assert_same(found, read_frames(read_raw(as_csv(tmp_path / "csv")), RULES))


@pytest.mark.parametrize("kind", ["duckdb", "sqlite"])
def test_a_database_file_is_only_read(tmp_path: Path, kind: str) -> None:
    if kind == "duckdb":
        pytest.importorskip("duckdb")
    path = as_duckdb(tmp_path / "x.duckdb") if kind == "duckdb" else as_sqlite(tmp_path / "x.sqlite")
    before = path.read_bytes()
    path.chmod(0o400)
    assert len(read_raw(path).tables) == len(ROWS)
    assert path.read_bytes() == before
    assert sorted(other.name for other in tmp_path.iterdir()) == [path.name]


@pytest.mark.parametrize("kind", ["duckdb", "sqlite"])
def test_every_query_that_a_file_cannot_run_is_a_problem(tmp_path: Path, kind: str) -> None:
    if kind == "duckdb":
        pytest.importorskip("duckdb")
    path = as_duckdb(tmp_path / "x.duckdb") if kind == "duckdb" else as_sqlite(tmp_path / "x.sqlite")
    queries = {"spells": "SELECT * FROM nowhere", "meetings": "SELEC"}
    found = problems_of(lambda: read_frames(read_raw(path, queries), RULES)).splitlines()
    assert [line.split(":", 1)[0] for line in found] == [f"{path.name} / spells", f"{path.name} / meetings"]
    assert "nowhere" in found[0]


def test_a_query_that_fails_on_a_row_shows_no_cell(tmp_path: Path) -> None:
    pytest.importorskip("duckdb")
    path = as_duckdb(tmp_path / "x.duckdb")
    queries = {"spells": "SELECT * FROM spells", "meetings": "SELECT CAST(citizen AS DATE) AS citizen FROM meetings"}
    queries["meetings"] = queries["meetings"].replace(" FROM", ", date, type, held_by FROM")
    found = problems_of(lambda: read_frames(read_raw(path, queries), RULES))
    assert "cannot be read" in found
    assert "6101901234" not in found
    assert "borger" not in found


def test_a_broken_or_locked_database_is_a_problem(tmp_path: Path) -> None:
    path = as_sqlite(tmp_path / "x.sqlite")
    path.write_bytes(path.read_bytes()[:100] + b"\xff" * 5000)
    assert "cannot be read" in problems_of(lambda: read_raw(path))
    locked = as_sqlite(tmp_path / "y.sqlite")
    with closing(sqlite3.connect(locked)) as connection:
        connection.execute("BEGIN EXCLUSIVE")
        assert "cannot be read" in problems_of(lambda: read_raw(locked))


@pytest.mark.parametrize("kind", ["duckdb", "sqlite"])
def test_with_a_query_for_one_table_every_other_needs_one_and_the_message_says_so(tmp_path: Path, kind: str) -> None:
    path = {"duckdb": as_duckdb, "sqlite": as_sqlite}[kind](tmp_path / f"x.{kind}")
    said = problems_of(lambda: read_frames(read_raw(path, {"spells": "select * from spells"}), RULES))
    assert said == (
        f"x.{kind}: meetings: the table is missing; "
        "expected a query for meetings too: where there are queries, nothing else is read"
    )


def test_a_row_of_empty_words_of_duckdb_is_no_row(tmp_path: Path) -> None:
    duckdb = pytest.importorskip("duckdb")
    with duckdb.connect(str(tmp_path / "x.duckdb")) as made:
        made.execute("create type word as enum ('', 'C1', '6.2', '2025-01-06')")
        made.execute('create table spells (citizen word, "group" word, start word, "end" word)')
        made.execute("insert into spells values ('C1', '6.2', '2025-01-06', ''), ('', '', '', ''), ('', '', '', null)")
        made.execute("create table meetings (citizen word, date word, type word, held_by word)")
    frames = read_frames(read_raw(tmp_path / "x.duckdb"), RULES)
    assert frames.counts["spells"] == Count(1, 1, 0, 0)


def test_sqlite_cells_of_several_types_in_one_column_are_texts(tmp_path: Path) -> None:
    path = tmp_path / "x.sqlite"
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute('CREATE TABLE spells (citizen, "group", start)')
        given = [("C1", 6.1, "2022-01-03"), ("C2", "6.10", "2022-01-03"), (17, 7, None), (None, None, None)]
        connection.executemany("INSERT INTO spells VALUES (?, ?, ?)", given)
    (table,) = read_raw(path).tables
    expected = [("C1", "6,1", "2022-01-03", 2), ("C2", "6.10", "2022-01-03", 3), ("17", "7", None, 4)]
    assert table.frame.rows() == expected


def test_a_text_of_sqlite_that_is_none_costs_its_own_row_alone(tmp_path: Path) -> None:
    path = as_sqlite(tmp_path / "x.sqlite")
    before = read_frames(read_raw(path), RULES)
    with closing(sqlite3.connect(path)) as connection, connection:
        for value in ("CAST(x'53f872656e' AS TEXT)", "x'53f872656e'", "x'53c3b872656e'"):
            connection.execute(f"INSERT INTO citizens (citizen, adviser) VALUES ('C6', {value})")  # noqa: S608 (our own)
    after = read_frames(read_raw(path), RULES)
    new = [issue for issue in after.issues if issue not in before.issues]
    assert [(issue.table, issue.column, issue.code) for issue in new] == [
        ("citizens", "adviser", RowCode.UNREADABLE_VALUE)
    ] * 2
    assert "Søren" in after.citizens["adviser"].to_list()


# --- Queries that are none.

NO_ROWS = [
    "-- x", "/* x */", ";", "; -- x", "CREATE TABLE y (a INTEGER)", "CREATE TEMP TABLE y AS SELECT 1 AS a", "BEGIN",
    "COMMIT", "DROP TABLE IF EXISTS y",
]  # fmt: skip
SEVERAL = ["SELECT 1 AS a; SELECT 2 AS b", "SELECT 1 AS a; CREATE TABLE y (a INTEGER)", "SELECT 1 AS a; COMMIT"]
KINDS = ["postgres", "duckdb", "sqlite"]
NOTHING = "the query gives no rows; expected one SELECT"
READ_ONLY = "cannot be read (attempt to write a readonly database)"
COUNTED = "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 2) SELECT i FROM n"


def source_of(kind: str, folder: Path, request: pytest.FixtureRequest) -> tuple[str | Path, str]:
    """Give the caseload in a database of a kind, and what a message calls the database."""
    if kind == "postgres":
        return request.getfixturevalue("filled"), "PostgreSQL postgres"
    if kind == "duckdb":
        pytest.importorskip("duckdb")
        return as_duckdb(folder / "x.duckdb"), "x.duckdb"
    return as_sqlite(folder / "x.sqlite"), "x.sqlite"


def refused(source: str | Path, query: str, here: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """Give what is said of a query; nothing may be written, neither to the database nor beside it."""
    here.mkdir()
    monkeypatch.chdir(here)
    before = source.read_bytes() if isinstance(source, Path) else b""
    said = problems_of(lambda: read_raw(source, {"spells": query}).tables[0].frame)
    assert list(here.iterdir()) == []
    if isinstance(source, Path):
        assert source.read_bytes() == before
        assert [path.name for path in source.parent.iterdir() if path != here] == [source.name]
    return said


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("query", NO_ROWS)
def test_a_query_that_gives_no_rows_is_a_problem_that_every_database_has_in_the_same_words(
    tmp_path: Path, kind: str, query: str, monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest
) -> None:
    source, where = source_of(kind, tmp_path, request)
    assert refused(source, query, tmp_path / "here", monkeypatch) == f"{where} / spells: {NOTHING}"


@pytest.mark.parametrize(
    ("kind", "query", "words"),
    [
        ("sqlite", "ATTACH 'y.db' AS y", NOTHING),
        ("sqlite", "/* x */ ATTACH 'y.db' AS y -- x", NOTHING),
        ("sqlite", "DETACH main", NOTHING),
        ("sqlite", "PRAGMA user_version = 7", NOTHING),
        ("sqlite", "PRAGMA journal_mode = wal", NOTHING),
        ("sqlite", "SAVEPOINT y", NOTHING),
        ("sqlite", "REINDEX", NOTHING),
        ("sqlite", "CREATE VIRTUAL TABLE temp.y USING fts5(a)", NOTHING),
        ("sqlite", "VACUUM INTO 'y.db'", "cannot be read (cannot VACUUM from within a transaction)"),
        ("sqlite", "DELETE FROM spells", READ_ONLY),
        ("sqlite", "UPDATE spells SET citizen = 'x' RETURNING *", READ_ONLY),
        ("sqlite", "SELECT 'x\udcff' AS a", "cannot be read (UnicodeEncodeError)"),
        ("duckdb", "ATTACH 'y.db' AS y", NOTHING),
        ("duckdb", "COPY spells TO 'y.csv'", NOTHING),
        ("duckdb", "EXPORT DATABASE 'y'", NOTHING),
        ("duckdb", "SET enable_external_access = true", NOTHING),
        ("duckdb", "CHECKPOINT", NOTHING),
        ("duckdb", "DELETE FROM spells RETURNING *", NOTHING),
        ("duckdb", "SELECT 'x\udcff' AS a", "cannot be read (UnicodeEncodeError)"),
        ("postgres", "SELECT", NOTHING),
        ("postgres", "SELECT * INTO y FROM spells", NOTHING),
        ("postgres", "DO $$ BEGIN END $$", NOTHING),
        ("postgres", "DELETE FROM spells", NOTHING),
        ("postgres", "DELETE FROM spells RETURNING *", 'cannot be read (syntax error at or near "FROM")'),
        ("postgres", "SELECT 'x\udcff' AS a", "cannot be read (UnicodeEncodeError)"),
    ],
)  # fmt: skip
def test_a_query_can_do_nothing_but_read(
    tmp_path: Path,
    kind: str,
    query: str,
    words: str,
    monkeypatch: pytest.MonkeyPatch,
    request: pytest.FixtureRequest,
) -> None:
    source, where = source_of(kind, tmp_path, request)
    assert refused(source, query, tmp_path / "here", monkeypatch) == f"{where} / spells: {words}"


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        ("sqlite", "cannot be read (You can only execute one statement at a…)"),
        ("duckdb", "the query is more than one statement; expected one SELECT"),
        ("postgres", "cannot be read (cannot insert multiple commands into a …)"),
    ],
)
@pytest.mark.parametrize("query", SEVERAL)
def test_a_query_is_one_statement(
    tmp_path: Path, kind: str, words: str, query: str, monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest
) -> None:
    source, where = source_of(kind, tmp_path, request)
    assert refused(source, query, tmp_path / "here", monkeypatch) == f"{where} / spells: {words}"


def test_no_query_of_postgresql_ends_the_transaction_that_cannot_write(filled: str) -> None:
    psycopg = pytest.importorskip("psycopg")
    between = "COMMIT; BEGIN READ WRITE; CREATE TABLE y (a integer); COMMIT"
    query = f"SELECT 1 AS a) AS x; {between}; SELECT * FROM (SELECT 1 AS a"  # noqa: S608 (our own)
    assert "cannot be read" in problems_of(lambda: read_postgres(filled, {"spells": query}))
    with psycopg.connect(filled) as connection:
        assert connection.execute("SELECT to_regclass('y')").fetchone() == (None,)


@pytest.mark.parametrize(
    ("kind", "query", "rows"),
    [
        *((kind, "SELECT 1 AS a -- x", [(1, 2)]) for kind in ("sqlite", "duckdb")),
        ("postgres", "SELECT 1 AS a -- x", [("1", 2)]),
        *((kind, "VALUES (1); ", [(1, 2)]) for kind in ("sqlite", "duckdb")),
        ("sqlite", COUNTED, [(1, 2), (2, 3)]),
        ("sqlite", "SELECT upper(value) AS a FROM json_each('[\"x\"]')", [("X", 2)]),
        ("sqlite", "SELECT a FROM words WHERE words MATCH 'y'", [("x y", 2)]),
        ("sqlite", "SELECT low FROM boxes WHERE low > 1", [(2.0, 2)]),
        ("sqlite", "SELECT a FROM seen", [("x y", 2)]),
        ("duckdb", "PIVOT (SELECT 1 AS a, 2 AS b) ON a USING sum(b)", [(2, 2)]),
        ("duckdb", "FROM (VALUES (1)) AS t (a)", [(1, 2)]),
    ],
)  # fmt: skip
def test_a_query_can_read_whatever_the_database_has(
    tmp_path: Path, kind: str, query: str, rows: list[tuple[object, ...]], request: pytest.FixtureRequest
) -> None:
    source, _ = source_of(kind, tmp_path, request)
    if kind == "sqlite":
        with closing(sqlite3.connect(source)) as connection, connection:
            try:
                connection.execute("CREATE VIRTUAL TABLE words USING fts4(a)")
                connection.execute("CREATE VIRTUAL TABLE boxes USING rtree(id, low, high)")
            except sqlite3.OperationalError:
                pytest.skip("this SQLite was built without these tables")
            connection.execute("INSERT INTO words VALUES ('x y')")
            connection.execute("INSERT INTO boxes VALUES (1, 2, 3)")
            connection.execute("CREATE VIEW seen AS SELECT a FROM words")
    (table,) = read_raw(source, {"spells": query}).tables
    assert table.frame.rows() == rows


def test_the_command_says_of_every_query_that_it_gives_no_rows(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    as_sqlite(tmp_path / "x.sqlite")
    queries = ("--query", "meetings=attach 'y.db' as y", "--query", "spells=;")
    result = CliRunner().invoke(build("da"), ["check", "x.sqlite", *queries, "--as-of", "2024-06-01"])
    said = "forespørgslen giver ingen rækker; forventet: én SELECT"
    assert result.exit_code == 2, result.output
    assert result.stderr.splitlines()[:2] == [f"x.sqlite / {name}: {said}" for name in ("spells", "meetings")]
    assert [path.name for path in tmp_path.iterdir()] == ["x.sqlite"]
