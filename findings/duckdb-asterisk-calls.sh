#!/usr/bin/env bash
# @duckdb/node-api 1.5.6-r.1 reading Asterisk's call records: the calls .1, .10 and .100 of a second are one call, for the unique id is taken for a number.
#
# Expected: the last column of Master.csv (cdr.conf, loguniqueid=yes) is an id: the second at which the channel came, a point, and the running number of the channel. count(DISTINCT ...) of it is the number of channels.
# Found: every id has the look of a decimal number, so that the column is read as DOUBLE, and 1772438400.1 is 1772438400.10 and 1772438400.100. Ten calls of one second are six. No row is lost and nothing is said, the ids
# print nearly as they were, and a join with the queue's log, where they are text, finds no partner for .10 and two for .1. It takes more than one call in the same second, so a quiet test file never shows it.
# With types={'column16': 'VARCHAR'} all is right.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund @duckdb/node-api@1.5.6-r.1
cat >run.js <<'JS'
const { writeFileSync } = require('node:fs')
const { DuckDBInstance } = require('@duckdb/node-api')
const numbers = [1, 2, 3, 9, 10, 11, 20, 99, 100, 110]
const row = (n) => {
  const number = `5550${String(n).padStart(3, '0')}`
  const texts = ['', number, 'sales', 'from-trunk', `""Caller"" <${number}>`, `PJSIP/trunk-${n}`, `PJSIP/1001-${n}`, 'Queue', 'sales', '2026-03-02 08:00:00', '2026-03-02 08:00:01', '2026-03-02 08:05:20']
  return [...texts.map((text) => `"${text}"`), 320, 319, '"ANSWERED"', '"DOCUMENTATION"', `"1772438400.${n}"`].join(',')
}
writeFileSync('Master.csv', `${numbers.map(row).join('\n')}\n`)
async function main() {
  const db = await (await DuckDBInstance.create()).connect()
  for (const options of ['', ", types = {'column16': 'VARCHAR'}"]) {
    const read = await db.runAndReadAll(`SELECT any_value(typeof(column16)), count(*), count(DISTINCT column16) FROM read_csv('Master.csv'${options})`)
    const [type, rows, calls] = read.getRows()[0]
    console.log(`unique id as ${type}: ${rows} rows, ${calls} calls`)
  }
}
main()
JS
node run.js | tee seen.txt
diff - seen.txt <<'SEEN'
unique id as DOUBLE: 10 rows, 6 calls
unique id as VARCHAR: 10 rows, 10 calls
SEEN
