// A small engine in another language, to show that the case table can be used from outside: it reads a folder of the
// exported tables and writes findings. No packages.
//
//     node adapter.mjs TABLES AS_OF FINDINGS
//
// It does a part: the interviews of Brøndby's schedule by their weeks, and six meetings in six months. It knows nothing
// of exemptions, of more than one stretch on the benefit, or of when the schedule is in force, so it is asked for the
// categories of cases that need none of these (see README.md).

import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const DAY = 24 * 60 * 60 * 1000;
const SCHEDULE = { id: 'broendby', version: '2018-12-06', group: 'dagpenge' };
const INTERVIEWS = ['jobsamtale', 'faelles-jobsamtale'];
const DUTIES = [
  { id: '1', needed: 1, due: (start) => plus(start, 4 * 7 - 1) },
  { id: '2', needed: 2, due: (start) => plus(start, 8 * 7 - 1) },
  { id: '3', needed: 3, due: (start) => plus(start, 12 * 7 - 1) },
  { id: '4', needed: 4, due: (start) => plus(start, 16 * 7 - 1) },
  { id: '5', needed: 5, due: (start) => plus(start, 20 * 7 - 1) },
  { id: 'seks', needed: 6, due: (start) => firstMonths(start, 6), informationMeetings: 1 },
];
const COLUMNS = [
  'citizen', 'course', 'group', 'ruleset', 'version', 'requirement', 'occurrence', 'status', 'opens', 'due', 'fulfilled',
  'days_late', 'held', 'needed', 'as_of',
];

// --- Days, as text: yyyy-mm-dd, which sorts as days do.

function plus(day, days) {
  return new Date(Date.parse(day) + days * DAY).toISOString().slice(0, 10);
}

function between(first, last) {
  return Math.round((Date.parse(last) - Date.parse(first)) / DAY);
}

// The last day of the first so many months: the day before the same number some months on, or the month's last day.
function firstMonths(day, months) {
  const [year, month, number] = day.split('-').map(Number);
  const last = new Date(Date.UTC(year, month + months, 0));
  if (number > last.getUTCDate()) return last.toISOString().slice(0, 10);
  return new Date(Date.UTC(year, month - 1 + months, number - 1)).toISOString().slice(0, 10);
}

// --- Tables

function* cellsOf(text) {
  let row = [], cell = '', quoted = false;
  for (let place = 0; place < text.length; place += 1) {
    const sign = text[place];
    if (quoted) {
      if (sign !== '"') cell += sign;
      else if (text[place + 1] === '"') { cell += '"'; place += 1; } else quoted = false;
    } else if (sign === '"') quoted = true;
    else if (sign === ',') { row.push(cell); cell = ''; }
    else if (sign === '\n') { row.push(cell); yield row; row = []; cell = ''; }
    else cell += sign;
  }
}

function table(folder, name) {
  const [header, ...rows] = cellsOf(readFileSync(join(folder, `${name}.csv`), 'utf-8'));
  return rows.map((row) => Object.fromEntries(header.map((column, place) => [column, row[place]])));
}

function byCitizen(rows) {
  return Map.groupBy ? Map.groupBy(rows, (row) => row.citizen) : rows.reduce((found, row) => {
    found.set(row.citizen, [...(found.get(row.citizen) ?? []), row]);
    return found;
  }, new Map());
}

// --- The duties of one citizen

function heldDays(meetings, types, start, asOf) {
  const oneHolder = (name) => (name === 'a-kasse' ? name : 'jobcenter');
  const seen = new Map();
  for (const meeting of meetings) {
    const held = meeting.status === '' || meeting.status === 'afholdt';
    if (held && types.includes(meeting.type) && start <= meeting.date && meeting.date <= asOf) {
      seen.set([meeting.date, meeting.type, oneHolder(meeting.held_by)].join(), meeting.date);
    }
  }
  return [...seen.values()].sort();
}

function finding(duty, citizen, spell, meetings, asOf) {
  const { start, end } = spell;
  const due = duty.due(start);
  const interviews = heldDays(meetings, INTERVIEWS, start, asOf).filter((day) => !end || day <= end);
  const information = heldDays(meetings, ['informationsmoede'], start, asOf).slice(0, duty.informationMeetings ?? 0);
  const days = [...interviews, ...information].sort();
  const inTime = days.filter((day) => day <= due).length;
  const held = Math.min(days.length, Math.max(inTime, duty.needed));
  const reached = days.length >= duty.needed ? days[duty.needed - 1] : '';
  const row = {
    citizen, course: start, group: spell.group, ruleset: SCHEDULE.id, version: SCHEDULE.version,
    requirement: `${SCHEDULE.id}/${duty.id}`, occurrence: 1, opens: start, due, held, needed: duty.needed, as_of: asOf,
  };
  if (reached && reached <= due) return { ...row, status: 'met', fulfilled: reached };
  if (end && end < due) return { ...row, status: end < asOf ? 'ended' : 'pending' };
  if (asOf <= due) return { ...row, status: 'pending' };
  if (reached) return { ...row, status: 'late', fulfilled: reached, days_late: between(due, reached) };
  return { ...row, status: 'overdue', days_late: between(due, asOf) };
}

function findings(folder, asOf) {
  const spells = byCitizen(table(folder, 'spells'));
  const meetings = byCitizen(table(folder, 'meetings'));
  const own = table(folder, 'citizens').filter((row) => row.schedule === SCHEDULE.id);
  return own.flatMap(({ citizen }) => {
    const [spell] = spells.get(citizen) ?? [];
    if (!spell || spell.group !== SCHEDULE.group || spell.start < SCHEDULE.version) return [];
    return DUTIES.map((duty) => finding(duty, citizen, spell, meetings.get(citizen) ?? [], asOf));
  });
}

const [tables, asOf, output] = process.argv.slice(2);
if (!output) {
  console.error('usage: node adapter.mjs TABLES AS_OF FINDINGS');
  process.exit(2);
}
const lines = findings(tables, asOf).map((row) => COLUMNS.map((name) => row[name] ?? '').join(','));
writeFileSync(output, [COLUMNS.join(','), ...lines, ''].join('\n'));
