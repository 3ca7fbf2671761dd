"""Hand-written DuckDB SQL for the part, as somebody would write it who knows both DuckDB and the data.

One pass: courses from the spells by window functions, the meetings joined to them once and reduced to the few earliest
days of each kind (`min(day, n)`) and to counts, then one row for each duty and one CASE for its verdict. It relies on
what this data keep to: the spells of a citizen do not overlap, a placement lies on the first day of a spell, and two
courses of a citizen begin more than 31 days apart.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path

import duckdb

_CSV = {
    "spells": {"citizen": "VARCHAR", "group": "VARCHAR", "start": "DATE", "end": "DATE"},
    "hours": {"citizen": "VARCHAR", "month": "VARCHAR", "hours": "DECIMAL(10, 2)", "kind": "VARCHAR"},
    "meetings": {
        "citizen": "VARCHAR", "date": "DATE", "type": "VARCHAR", "held_by": "VARCHAR", "with": "VARCHAR",
        "form": "VARCHAR", "status": "VARCHAR", "individual": "VARCHAR", "registered": "VARCHAR", "adviser": "VARCHAR",
        "topics": "VARCHAR", "agreements": "VARCHAR", "minutes": "VARCHAR", "prep_minutes": "VARCHAR",
        "prep_date": "VARCHAR",
    },
    "exemptions": {
        "citizen": "VARCHAR", "kind": "VARCHAR", "start": "DATE", "end": "DATE", "decided_on": "VARCHAR",
        "reason": "VARCHAR",
    },
    "events": {"citizen": "VARCHAR", "event": "VARCHAR", "date": "DATE", "value": "VARCHAR"},
    "citizens": {
        "citizen": "VARCHAR", "birth_date": "VARCHAR", "municipality": "VARCHAR", "team": "VARCHAR",
        "adviser": "VARCHAR", "insured": "VARCHAR", "schedule": "VARCHAR",
    },
}  # fmt: skip

_KNOWN = (
    "dagpenge", "kontanthjaelp-jobparat", "kontanthjaelp-aktivitetsparat", "uddannelseshjaelp-uddannelsesparat",
    "uddannelseshjaelp-aktivitetsparat", "sygedagpenge", "jobafklaring", "ressourceforloeb", "ledighedsydelse",
    "fleksjob", "revalidering", "foertidspension", "selvforsoergende", "under-18", "integration",
)  # fmt: skip
_WORDS = """
CREATE MACRO benefit(name, day) AS CASE
    WHEN starts_with(name, 'kontanthjaelp') THEN 'kontanthjaelp'
    WHEN starts_with(name, 'uddannelseshjaelp') AND day >= DATE '2025-07-01' THEN 'kontanthjaelp'
    WHEN starts_with(name, 'uddannelseshjaelp') THEN 'uddannelseshjaelp'
    ELSE name END;
CREATE MACRO on_help(name) AS starts_with(name, 'kontanthjaelp') OR starts_with(name, 'uddannelseshjaelp');
CREATE MACRO counted(name) AS
    on_help(name) OR name IN ('jobafklaring', 'ressourceforloeb', 'ledighedsydelse', 'revalidering');
CREATE MACRO counted_2026(name) AS name IN ('kontanthjaelp-jobparat', 'ledighedsydelse');
CREATE MACRO same_day(day, months) AS (day + to_months(months))::DATE;
CREATE MACRO first_months(day, months) AS CASE
    WHEN day(same_day(day, months)) = day(day) THEN same_day(day, months) - 1 ELSE same_day(day, months) END;
CREATE MACRO version_of(day) AS CASE
    WHEN day < DATE '2023-03-22' THEN DATE '2020-01-01' WHEN day < DATE '2024-01-01' THEN DATE '2023-03-22'
    WHEN day < DATE '2026-07-01' THEN DATE '2024-01-01' ELSE DATE '2026-07-01' END;
"""

_QUERY = """
WITH
spell AS (
    SELECT DISTINCT citizen, "group", start, "end" FROM {spells}
    WHERE start IS NOT NULL AND ("end" IS NULL OR "end" >= start) AND "group" IN {known}
),
-- A first contact starts the clock; on dagpenge a placement does.
contact AS (SELECT DISTINCT citizen, date FROM {events} WHERE event = 'henvendelse' AND date IS NOT NULL),
placed AS (SELECT DISTINCT citizen, date FROM {events} WHERE event = 'indplacering' AND date IS NOT NULL),
ordered AS (
    SELECT *, lag("group") OVER own AS before, lag("end") OVER own AS free FROM spell
    WINDOW own AS (PARTITION BY citizen, "group" = 'dagpenge' ORDER BY start)
),
cut AS (
    SELECT o.*, before IS NULL OR CASE
        WHEN "group" = 'dagpenge' THEN p.date IS NOT NULL OR start > first_months(free + 1, 60)
        ELSE benefit(before, start) <> benefit("group", start)
          OR (starts_with(before, 'uddannelseshjaelp') AND starts_with("group", 'kontanthjaelp'))
          OR last_day((date_trunc('month', free) + INTERVAL 1 MONTH)::DATE) < start
        END AS begins
    FROM ordered o LEFT JOIN placed p ON o.citizen = p.citizen AND o.start = p.date
),
run AS (
    SELECT *, count(*) FILTER (begins) OVER (
        PARTITION BY citizen, "group" = 'dagpenge' ORDER BY start ROWS UNBOUNDED PRECEDING) AS number
    FROM cut
),
base AS (
    SELECT citizen, number, arg_min("group", start) AS "group", min(start) AS first,
        CASE WHEN bool_or("end" IS NULL) THEN NULL ELSE max("end") END AS "end",
        bool_or(begins AND free >= start - 1 AND before <> "group" AND on_help(before) AND on_help("group")) AS changed
    FROM run GROUP BY citizen, "group" = 'dagpenge', number
),
contacted AS (
    SELECT b.citizen, b.first, min(c.date) AS day FROM base b JOIN contact c
    ON b.citizen = c.citizen AND c.date BETWEEN b.first - 31 AND b.first
    WHERE on_help(b."group") GROUP BY ALL
),
course AS (
    SELECT row_number() OVER () AS id, b.citizen, b.number, b."group", coalesce(c.day, b.first) AS course, b."end",
        c.day IS NULL AND coalesce(changed, false) AS changed
    FROM base b LEFT JOIN contacted c ON b.citizen = c.citizen AND b.first = c.first AND on_help(b."group")
    WHERE coalesce(c.day, b.first) >= DATE '2020-01-01' AND (counted(b."group") OR b."group" = 'dagpenge')
),
about AS (
    SELECT citizen, bool_or(schedule = 'broendby') AS scheduled, bool_or(insured = 'deltid') AS part_time
    FROM {citizens} WHERE insured IS NULL OR insured IN ('fuldtid', 'deltid') GROUP BY citizen
),
registered AS (
    SELECT c.id, min(e.date) FILTER (event = 'tilmelding') AS day, bool_or(event = 'visiteret-27-3') AS referred,
        min(e.date) FILTER (event = 'overgang') AS handover, min(e.date) FILTER (event = 'fravalg-a-kasse') AS opted_out
    FROM course c JOIN {events} e
    ON c.citizen = e.citizen AND e.date >= c.course AND (c."end" IS NULL OR e.date <= c."end")
    WHERE "group" = 'dagpenge'
        AND event IN ('tilmelding', 'visiteret-27-3', 'overgang', 'fravalg-a-kasse')
    GROUP BY c.id
),
-- Months of unemployment as hours, where any are given.
hour AS (
    SELECT DISTINCT citizen, month, hours, kind FROM {hours}
    WHERE month IS NOT NULL AND hours IS NOT NULL AND (kind IN ('dagpenge', 'loentilskud') OR kind IS NULL)
),
summed AS (
    SELECT c.id, h.month, coalesce(a.part_time, false) AS part_time, sum(h.hours) OVER own AS hours,
        sum(h.hours) FILTER (kind IS DISTINCT FROM 'loentilskud') OVER own AS consumed
    FROM course c JOIN hour h ON c.citizen = h.citizen LEFT JOIN about a ON c.citizen = a.citizen
    WHERE "group" = 'dagpenge' AND h.month >= date_trunc('month', c.course)
        AND NOT (h.month BETWEEN DATE '2020-03-01' AND DATE '2020-08-01')
        AND NOT (h.month BETWEEN DATE '2021-01-01' AND DATE '2021-06-01')
    WINDOW own AS (PARTITION BY c.id ORDER BY h.month)
),
by_hours AS (
    SELECT id, last_day(min(month) FILTER (hours >= 6 * CASE WHEN part_time THEN 130 ELSE 160.33 END)) AS six,
        last_day(min(month) FILTER (hours >= 16 * CASE WHEN part_time THEN 130 ELSE 160.33 END)) AS sixteen,
        last_day(min(month) FILTER (consumed >= CASE WHEN part_time THEN 333 ELSE 410 END)) AS handover
    FROM summed GROUP BY id
),
-- Else as counted days: those of the spells, without the months in which time stood still.
live (opens, closes) AS (VALUES
    (DATE '1900-01-01', DATE '2020-02-29'), (DATE '2020-09-01', DATE '2020-12-31'),
    (DATE '2021-07-01', DATE '9999-12-31')),
stretch AS (
    SELECT c.id, c.course, greatest(start, opens) AS first,
        (least(coalesce(r."end", DATE '9999-12-31'), closes) - greatest(start, opens) + 1)::BIGINT AS days
    FROM run r JOIN course c USING (citizen, number) JOIN live ON start <= closes
        AND coalesce(r."end", DATE '9999-12-31') >= opens
    WHERE r."group" = 'dagpenge' AND c."group" = 'dagpenge'
),
counted_days AS (
    SELECT *, (coalesce(sum(days) OVER (PARTITION BY id ORDER BY first), days) - days)::BIGINT AS before,
        (first_months(course, 6) - course + 1)::BIGINT AS in_six,
        (first_months(course, 16) - course + 1)::BIGINT AS in_sixteen
    FROM stretch
),
by_days AS (
    SELECT id,
        max(first + (in_six - before - 1)::INTEGER) FILTER (before < in_six AND in_six <= before + days) AS six,
        max(first + (in_sixteen - before - 1)::INTEGER)
            FILTER (before < in_sixteen AND in_sixteen <= before + days) AS sixteen,
        last_day(max(first + (78 - before - 1)::INTEGER) FILTER (before < 78 AND 78 <= before + days)) AS handover
    FROM counted_days GROUP BY id
),
with_hours AS (SELECT DISTINCT citizen FROM hour),
dated AS (
    SELECT c.*, CASE WHEN "group" = 'dagpenge' THEN coalesce(r.day, course) + 14 ELSE course + 7 END AS first_due,
        CASE WHEN "group" <> 'dagpenge' THEN first_months(course, 6) WHEN w.citizen IS NULL THEN d.six ELSE h.six
            END AS six,
        CASE WHEN w.citizen IS NULL THEN d.sixteen ELSE h.sixteen END AS sixteen,
        coalesce(r.handover, CASE WHEN w.citizen IS NULL THEN d.handover ELSE h.handover END) AS handover,
        r.opted_out, coalesce(r.referred, false) AS referred, coalesce(a.scheduled, false) AS scheduled
    FROM course c LEFT JOIN registered r ON c.id = r.id LEFT JOIN about a ON c.citizen = a.citizen
        LEFT JOIN with_hours w ON c.citizen = w.citizen
        LEFT JOIN by_hours h ON c.id = h.id LEFT JOIN by_days d ON c.id = d.id
),
-- One meeting for the records of a day, type and holder: jobcenter, kommune and anden-aktoer are one holder.
held AS (
    SELECT citizen, date, held_by = 'a-kasse' AS a_kasse, bool_or({individual}) AS individual,
        type = 'faelles-jobsamtale'
            OR bool_or(held_by <> 'a-kasse' AND '|' || "with" || '|' LIKE '%|a-kasse|%') AS joint
    FROM {meetings}
    WHERE type IN ('jobsamtale', 'faelles-jobsamtale') AND (status = 'afholdt' OR status IS NULL)
      AND held_by IS NOT NULL AND date <= $as_of
    GROUP BY citizen, date, type, held_by = 'a-kasse'
),
counted_meetings AS (
    SELECT c.id,
        min(date, 4) FILTER (own) AS own, count(*) FILTER (own) AS own_all,
        count(*) FILTER (own AND date <= six) AS own_six, count(*) FILTER (own AND date <= first_due) AS own_first,
        count(*) FILTER (own AND date <= handover) AS own_handover,
        min(date, 3) FILTER (after) AS after, count(*) FILTER (after) AS after_all,
        count(*) FILTER (after AND date <= six) AS after_six,
        min(date, 6) FILTER (referred) AS referred_days, count(*) FILTER (referred) AS referred_all,
        count(*) FILTER (referred AND date <= six) AS referred_six,
        min(date, 1) FILTER (joint) AS joint, count(*) FILTER (joint) AS joint_all,
        count(*) FILTER (joint AND date <= sixteen) AS joint_sixteen,
        min(date, 5) AS every, count(*) AS every_all,
        count(*) FILTER (date < course + 28) AS every_1, count(*) FILTER (date < course + 56) AS every_2,
        count(*) FILTER (date < course + 84) AS every_3, count(*) FILTER (date < course + 112) AS every_4,
        count(*) FILTER (date < course + 140) AS every_5
    FROM (
        SELECT c.id, c.course, c.six, c.first_due, c.sixteen, c.handover, h.date,
            h.individual AND h.a_kasse = (c."group" = 'dagpenge') AS own,
            h.individual AND NOT h.a_kasse AND c."group" = 'dagpenge' AND h.date > c.handover AS after,
            h.individual AND NOT h.a_kasse AND c.referred AS referred,
            h.individual AND c."group" = 'dagpenge' AND (h.joint OR (NOT h.a_kasse AND c.course >= DATE '2024-01-01'
                AND c.opted_out <= c.sixteen AND h.date > c.six)) AS joint
        FROM dated c JOIN held h ON c.citizen = h.citizen
        AND h.date >= c.course AND (c."end" IS NULL OR h.date <= c."end")
    ) c GROUP BY c.id
),
whole AS (SELECT * FROM dated LEFT JOIN counted_meetings USING (id)),
duty AS (
    -- Four in the first six months: from 2024 on by the new act where it falls due then.
    SELECT id, citizen, course, "group", "end", 'lab' AS ruleset,
        CASE WHEN six >= DATE '2024-01-01' THEN greatest(version_of(course), DATE '2024-01-01')
             ELSE version_of(course) END AS version,
        CASE WHEN six >= DATE '2024-01-01' THEN 'lab/31-3' ELSE 'lab/31-1' END AS requirement,
        six AS due, own AS days, coalesce(own_all, 0) AS held_all, coalesce(own_six, 0) AS held_by_due,
        4 AS needed, false AS not_required, course >= DATE '2026-07-01' AS shared,
        course < DATE '2026-07-01' AND six >= DATE '2026-07-01'
            AND "group" NOT IN ('ressourceforloeb', 'revalidering') AS unsure
    FROM whole
    WHERE counted("group") AND (course < DATE '2026-07-01' OR counted_2026("group"))
    UNION ALL
    -- The first within a week.
    SELECT id, citizen, course, "group", "end", 'lab',
        CASE WHEN first_due >= DATE '2024-01-01' THEN greatest(version_of(course), DATE '2024-01-01')
             ELSE version_of(course) END,
        CASE WHEN course >= DATE '2026-07-01' THEN 'lab/31-foerste-kommune'
             WHEN first_due >= DATE '2024-01-01' THEN 'lab/31-5' ELSE 'lab/31-3' END,
        first_due, own, coalesce(own_all, 0), coalesce(own_first, 0), 1, changed, false,
        course < DATE '2026-07-01' AND first_due >= DATE '2026-07-01' AND "group" <> 'kontanthjaelp-jobparat'
    FROM whole
    WHERE on_help("group") AND (course < DATE '2026-07-01' OR "group" = 'kontanthjaelp-jobparat')
    UNION ALL
    -- On dagpenge the a-kasse's first, from 2024 on.
    SELECT id, citizen, course, "group", "end", 'lab', version_of(course),
        CASE WHEN course >= DATE '2026-07-01' THEN 'lab/31-foerste-a-kasse' ELSE 'lab/31-4' END,
        first_due, own, coalesce(own_all, 0), coalesce(own_first, 0), 1, false, false, false
    FROM whole
    WHERE "group" = 'dagpenge' AND course >= DATE '2024-01-01' AND NOT referred
    UNION ALL
    -- On dagpenge those with the a-kasse up to the handover, and those of the municipality after it.
    SELECT id, citizen, course, "group", "end", 'lab', version_of(course), 'lab/31-1-a-kasse', handover, own,
        coalesce(own_all, 0), coalesce(own_handover, 0), CASE WHEN course >= DATE '2026-07-01' THEN 2 ELSE 3 END,
        false, course >= DATE '2026-07-01', course < DATE '2026-07-01' AND handover >= DATE '2026-07-01'
    FROM whole
    WHERE "group" = 'dagpenge' AND course >= DATE '2024-01-01' AND NOT referred AND handover IS NOT NULL
    UNION ALL
    SELECT id, citizen, course, "group", "end", 'lab', version_of(course),
        CASE WHEN course >= DATE '2026-07-01' THEN 'lab/31-1-kommune' ELSE 'lab/31-1-jobcenter' END, six, after,
        coalesce(after_all, 0), coalesce(after_six, 0), CASE WHEN course >= DATE '2026-07-01' THEN 2 ELSE 3 END,
        handover IS NULL OR handover >= six, course >= DATE '2026-07-01',
        course < DATE '2026-07-01' AND six >= DATE '2026-07-01'
    FROM whole
    WHERE "group" = 'dagpenge' AND course >= DATE '2024-01-01' AND NOT referred AND six IS NOT NULL
    UNION ALL
    -- The young who were referred to the municipality at once.
    SELECT id, citizen, course, "group", "end", 'lab', version_of(course), 'lab/31-1-27-3', six, referred_days,
        coalesce(referred_all, 0), coalesce(referred_six, 0), 6, false, false, six >= DATE '2026-07-01'
    FROM whole
    WHERE "group" = 'dagpenge' AND course >= DATE '2024-01-01' AND course < DATE '2026-07-01' AND referred
        AND six IS NOT NULL
    UNION ALL
    -- One with the a-kasse by 16 months, which an opt-out takes away before 2024 and eases from then on.
    SELECT id, citizen, course, "group", "end", 'lab', version_of(course), 'lab/32-2', sixteen, joint,
        coalesce(joint_all, 0), coalesce(joint_sixteen, 0), 1,
        course < DATE '2024-01-01' AND coalesce(opted_out <= sixteen, false), false, false
    FROM whole WHERE "group" = 'dagpenge' AND sixteen IS NOT NULL
    UNION ALL
    -- Brøndby's five, by week 4, 8, 12, 16 and 20.
    SELECT id, citizen, course, "group", "end", 'broendby', DATE '2018-12-06', 'broendby/' || k,
        (course + 28 * k - 1)::DATE, every, coalesce(every_all, 0),
        coalesce([every_1, every_2, every_3, every_4, every_5][k], 0), k, false, false, false
    FROM whole, (SELECT unnest([1, 2, 3, 4, 5]) AS k)
    WHERE "group" = 'dagpenge' AND scheduled
),
judged AS (
    SELECT *, days[needed] AS nth, days[needed] <= due AS met, "end" IS NOT NULL AND "end" < due AS ends_first,
    FROM duty
),
waived AS (
    SELECT DISTINCT d.id, d.requirement, d.version, true AS waives FROM judged d JOIN {exemptions} e
    ON d.citizen = e.citizen AND e.start <= d.due AND (e."end" IS NULL OR d.due <= e."end")
    WHERE due < $as_of AND NOT coalesce(met, false) AND NOT ends_first AND CASE e.kind
        WHEN 'pension' THEN on_help(d."group")
        WHEN 'foertidspension-optjening'
        THEN d."group" IN ('kontanthjaelp-aktivitetsparat', 'uddannelseshjaelp-aktivitetsparat')
        WHEN 'revalidend-job' THEN d."group" = 'revalidering'
        WHEN 'kvote' THEN shared AND due >= DATE '2026-07-01'
        WHEN 'mindre-intensiv-uddannelse'
        THEN due >= DATE '2024-01-01' AND NOT starts_with(d."group", 'uddannelseshjaelp')
        ELSE e.kind IN
            ('barsel', 'jobrettet-uddannelse', 'stu', 'dom', 'mindre-intensiv', 'standby') END
),
said AS (
    SELECT j.*, CASE
        WHEN not_required THEN 'not-required'
        WHEN met THEN 'met'
        WHEN ends_first THEN CASE WHEN "end" < $as_of THEN 'ended' ELSE 'pending' END
        WHEN due >= $as_of THEN 'pending'
        WHEN version = DATE '2020-01-01' AND due BETWEEN DATE '2020-03-12' AND DATE '2020-05-26' THEN 'exempt'
        WHEN w.waives THEN 'exempt'
        WHEN unsure THEN 'uncertain'
        WHEN nth IS NOT NULL THEN 'late'
        WHEN shared THEN 'short'
        ELSE 'overdue' END AS status
    FROM judged j LEFT JOIN waived w USING (id, requirement, version)
)
SELECT citizen, course, "group", ruleset, version, requirement, status, due,
    CASE WHEN status IN ('met', 'late', 'uncertain') THEN nth END AS fulfilled,
    CASE status WHEN 'late' THEN nth - due WHEN 'overdue' THEN $as_of - due END::INTEGER AS days_late,
    least(held_all, greatest(held_by_due, needed))::INTEGER AS held, needed::INTEGER AS needed
FROM said ORDER BY citizen, course, "group", ruleset, version, requirement
"""


def read(folder: Path, form: str, table: str) -> str:
    """Give the words with which DuckDB reads a table of the caseload; rows of CSV that do not parse are left out."""
    path = folder / f"{table}.{form}"
    if form == "parquet":
        return f"read_parquet('{path}')"
    columns = ", ".join(f"'{name}': '{kind}'" for name, kind in _CSV[table].items())
    read_csv = (
        f"read_csv('{path}', delim=';', header=true, encoding='latin-1', dateformat='%d-%m-%Y', auto_detect=false,"
        f" decimal_separator=',', ignore_errors=true, columns={{{columns}}})"
    )
    if table != "hours":
        return read_csv
    return f"(SELECT * REPLACE (try_strptime('01-' || month, '%d-%m-%Y')::DATE AS month) FROM {read_csv})"  # noqa: S608 (its own words)


def run(folder: Path, form: str, output: Path, as_of: date) -> None:
    """Judge the part of a caseload and write the findings."""
    individual = "individual IS DISTINCT FROM " + ("false" if form == "parquet" else "'nej'")
    query = _QUERY.format(individual=individual, known=_KNOWN, **{table: read(folder, form, table) for table in _CSV})
    with duckdb.connect() as connection:
        connection.execute(_WORDS)
        connection.execute(query.replace("$as_of", f"DATE '{as_of}'").join(("COPY (", f") TO '{output}'")))


def command(folder: str, form: str, output: str, as_of: str) -> None:
    """Run as a process of its own."""
    run(Path(folder), form, Path(output), date.fromisoformat(as_of))
