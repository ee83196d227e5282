#!/usr/bin/env bash
# ical.js 2.2.1 and node-ical 0.26.1: three ways to write a night shift of 8 hours, and the two readers agree on its length in one of them when the clocks change.
#
# Expected: RFC 5545 is exact. DURATION:PT8H is eight hours that pass (section 3.3.6), P1D is until the same time next day, and a repeated event with a DTEND keeps the length of the first one in hours (3.8.5.3): each
# two readers of a file agree on the hours of its events.
# Found: on the night of 28 March in Berlin, when the clocks go forward, ical.js ends PT8H after seven hours (its own duration still says PT8H), and a P1D after 23; node-ical after eight and after 24, a day from 22:00 to 23:00.
# A night shift of 22:00 to 06:00 repeated with DTEND ends at 06:00 for ical.js, seven hours, and at 07:00 for node-ical, an hour into the morning shift: there the standard is with node-ical, though few who wrote such a roster mean it.
# Only an event of that one night with DTEND is the same for both. Paid hours from a calendar file depend on the reader, so a roster is best written as one event for each shift with its own end.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund ical.js@2.2.1 node-ical@0.26.1
cat >run.mjs <<'JS'
import ICAL from 'ical.js'
import nodeIcal from 'node-ical'

process.env.TZ = 'UTC'
const change = (kind, from, to, rule, start) => [`BEGIN:${kind}`, `TZOFFSETFROM:${from}`, `TZOFFSETTO:${to}`, `DTSTART:${start}`, `RRULE:FREQ=YEARLY;${rule}`, `END:${kind}`]
const file = (...event) =>
  [
    'BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:-//rosters//EN', 'BEGIN:VTIMEZONE', 'TZID:Europe/Berlin',
    ...change('DAYLIGHT', '+0100', '+0200', 'BYMONTH=3;BYDAY=-1SU', '19810329T020000'),
    ...change('STANDARD', '+0200', '+0100', 'BYMONTH=10;BYDAY=-1SU', '19961027T030000'),
    'END:VTIMEZONE', 'BEGIN:VEVENT', 'UID:night', 'DTSTAMP:20260101T000000Z', ...event, 'END:VEVENT', 'END:VCALENDAR', '',
  ].join('\r\n')
const clock = (date) => date.toLocaleTimeString('en-GB', { timeZone: 'Europe/Berlin', hour: '2-digit', minute: '2-digit' })
const tell = (start, end) => `${(end - start) / 3_600_000} h, to ${clock(end)}`
const night = Date.parse('2026-03-28T21:00:00Z')

function byIcalJs(text) {
  const calendar = new ICAL.Component(ICAL.parse(text))
  ICAL.TimezoneService.register(calendar.getFirstSubcomponent('vtimezone'))
  const event = new ICAL.Event(calendar.getFirstSubcomponent('vevent'))
  if (!event.isRecurring()) return tell(event.startDate.toJSDate(), event.endDate.toJSDate())
  const all = event.iterator()
  for (let time = all.next(); time; time = all.next()) {
    const { startDate, endDate } = event.getOccurrenceDetails(time)
    if (startDate.toJSDate().getTime() === night) return tell(startDate.toJSDate(), endDate.toJSDate())
  }
}
function byNodeIcal(text) {
  const event = Object.values(nodeIcal.sync.parseICS(text)).find(({ type }) => type === 'VEVENT')
  if (!event.rrule) return tell(event.start, event.end)
  const { start, end } = nodeIcal.expandRecurringEvent(event, { from: new Date(night - 1), to: new Date(night + 1) }).find((each) => each.start.getTime() === night)
  return tell(start, end)
}
const at = (name, time) => `${name};TZID=Europe/Berlin:${time}`
const files = {
  'one event, DTEND 06:00': file(at('DTSTART', '20260328T220000'), at('DTEND', '20260329T060000')),
  'one event, DURATION PT8H': file(at('DTSTART', '20260328T220000'), 'DURATION:PT8H'),
  'one event, DURATION P1D': file(at('DTSTART', '20260328T220000'), 'DURATION:P1D'),
  'daily from the 26th, DTEND 06:00': file(at('DTSTART', '20260326T220000'), at('DTEND', '20260327T060000'), 'RRULE:FREQ=DAILY;COUNT=4'),
}
for (const [name, text] of Object.entries(files)) console.log(`${name}\n  ical.js: ${byIcalJs(text)}\n  node-ical: ${byNodeIcal(text)}`)
JS
node run.mjs | tee seen.txt
diff - seen.txt <<'SEEN'
one event, DTEND 06:00
  ical.js: 7 h, to 06:00
  node-ical: 7 h, to 06:00
one event, DURATION PT8H
  ical.js: 7 h, to 06:00
  node-ical: 8 h, to 07:00
one event, DURATION P1D
  ical.js: 23 h, to 22:00
  node-ical: 24 h, to 23:00
daily from the 26th, DTEND 06:00
  ical.js: 7 h, to 06:00
  node-ical: 8 h, to 07:00
SEEN
