#!/usr/bin/env bash
# date-holidays 3.37.0 beside chinese-days 1.5.7: the public holidays of China in 2025, of which one library knows 15 days and no make-up working day.
#
# Expected: two libraries that list the public holidays of a country in a year that is over agree on the days off, give or take one.
# Found: the State Council gave eight days for Spring Festival (28 January to 4 February), five for Labour Day and eight for National Day and Mid-Autumn Festival together; 28 days off in all, and five
# Saturdays and Sundays on which everybody works instead. chinese-days has all of them. date-holidays has three days of Spring Festival, one of Labour Day and three of National Day, counts as public the
# days of women, youth, children and the army, on which nearly everybody works (of them Friday 1 August), and has no word for a Sunday that is a working day. A forecast with its list takes Monday 3 February for a plain Monday.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund date-holidays@3.37.0 chinese-days@1.5.7
cat >run.mjs <<'JS'
import chineseDays from 'chinese-days'
import Holidays from 'date-holidays'
process.env.TZ = 'Asia/Shanghai'
const days = Array.from({ length: 365 }, (_, i) => new Date(Date.UTC(2025, 0, 1 + i)).toISOString().slice(0, 10))
const one = new Set(new Holidays('CN').getHolidays(2025).filter(({ type }) => type === 'public').map(({ date }) => date.slice(0, 10)))
const weekend = (day) => [0, 6].includes(new Date(day).getUTCDay())
const off = days.filter((day) => chineseDays.getDayDetail(day).name.includes(','))
const holidays = off.filter((day) => chineseDays.isHoliday(day))
const makeUp = days.filter((day) => weekend(day) && chineseDays.isWorkday(day))
console.log(`date-holidays: ${one.size} public holidays; of the days off of chinese-days it has ${holidays.filter((day) => one.has(day)).length}`)
console.log(`chinese-days: ${holidays.length} days off, ${makeUp.length} working Saturdays and Sundays: ${makeUp.join(' ')}`)
console.log(`public in date-holidays, and a working day: ${[...one].filter((day) => !weekend(day) && chineseDays.isWorkday(day)).join(' ')}`)
console.log(`weekdays off that date-holidays does not have: ${holidays.filter((day) => !weekend(day) && !one.has(day)).join(' ')}`)
JS
node run.mjs | tee seen.txt
diff - seen.txt <<'SEEN'
date-holidays: 15 public holidays; of the days off of chinese-days it has 13
chinese-days: 28 days off, 5 working Saturdays and Sundays: 2025-01-26 2025-02-08 2025-04-27 2025-09-28 2025-10-11
public in date-holidays, and a working day: 2025-08-01
weekdays off that date-holidays does not have: 2025-01-31 2025-02-03 2025-02-04 2025-05-02 2025-05-05 2025-06-02 2025-10-07 2025-10-08
SEEN
