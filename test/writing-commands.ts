import { spawnSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { ROOT } from './repository.ts'

export const MAIN = `${ROOT}dist/cli/main.js`

export interface WritingCommand {
  words: string
  /** Files that are replaced. */
  outputs: string[]
  /** A file that grows while it runs, and with which the next run goes on. */
  grows?: string
}

/** Every command that writes, with every sort of file that it writes. */
export const WRITING_COMMANDS: readonly WritingCommand[] = [
  {
    words: 'plan h.csv --days 2 --force --out plan.csv --report plan.html --cases cases.csv',
    outputs: ['plan.csv', 'plan.html', 'cases.csv'],
  },
  {
    words: 'simulate s.yaml --replications 20 --force --report day.html --trace calls.csv',
    outputs: ['day.html', 'calls.csv'],
  },
  {
    words:
      'whatif s.yaml --vary groups.g.agents=4..6 --replications 20 --force --report sweep.html --resume sweep.points',
    outputs: ['sweep.html'],
    grows: 'sweep.points',
  },
  { words: 'init h.csv --force --out plan.yaml', outputs: ['plan.yaml'] },
  {
    words: 'plan h.csv --days 2 --force --out plan.xlsx --picture plan.svg --rejects rejects.csv',
    outputs: ['plan.xlsx', 'plan.svg'],
  },
  { words: 'forecast h.csv --days 2 --force --out forecast.csv', outputs: ['forecast.csv'] },
  {
    words: 'backtest h.csv --origins 1 --model seasonal-naive --force --out backtest.json',
    outputs: ['backtest.json'],
  },
  {
    words: 'staff --volume 100 --aht 3m --patience 2m --agents 15..20 --force --out staff.xlsx',
    outputs: ['staff.xlsx'],
  },
  {
    words:
      'optimise s.yaml --blocks 12h --days 20 --fresh 60 --iterations 1 --force --out best.yaml --report best.html',
    outputs: ['best.yaml', 'best.html'],
  },
  {
    words: 'roster r.csv --people p.csv --rules r.yaml --moves 50 --force --out roster.ics --report roster.html',
    outputs: ['roster.ics', 'roster.html'],
  },
  { words: 'capacity c.yaml --force --out hiring.xlsx --report hiring.html', outputs: ['hiring.xlsx', 'hiring.html'] },
  { words: 'merge part-1.points part-2.points --force --report merged.html', outputs: ['merged.html'] },
]

/** What the commands read. */
export function prepare(folder: string): void {
  // Seven weeks of each queue: what is tried is how files are written.
  const rows = readFileSync(`${ROOT}fixtures/hotline.csv`, 'utf8').split('\n')
  writeFileSync(join(folder, 'h.csv'), rows.filter((row, i) => i === 0 || row < '2024-08-19').join('\n'))
  writeFileSync(
    join(folder, 's.yaml'),
    'interval: 1h\nqueues: { a: { volume: 400, aht: 3m, patience: 1m, groups: [g] } }\ngroups: { g: { agents: 5 } }\n',
  )
  writeFileSync(
    join(folder, 'c.yaml'),
    'start: 2027-01-04\nweeks: 4\nqueues: { a: { volume: 700, aht: 10m, occupancy: 90% } }\ngroups: { g: { agents: 5 } }\n',
  )
  writeFileSync(
    join(folder, 'r.csv'),
    'date,queue,shift,start,end,breaks,paid_hours,agents\n2026-12-07,,early,07:00,15:00,,8,1\n2026-12-08,,early,07:00,15:00,,8,1\n',
  )
  writeFileSync(join(folder, 'p.csv'), 'name\nAnn\nBo\n')
  writeFileSync(join(folder, 'r.yaml'), 'rest: 11h\n')
  for (const part of [1, 2]) {
    const words = `whatif s.yaml --vary groups.g.agents=4..6 --replications 20 --part ${part}/2`.split(' ')
    spawnSync(process.execPath, [MAIN, ...words], { cwd: folder })
  }
}
