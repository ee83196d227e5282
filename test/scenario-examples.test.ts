import { readFileSync } from 'node:fs'
import { basename } from 'node:path'
import { describe, expect, it } from 'vitest'
import { readScenarioFile } from '../src/io/yaml/index.ts'
import { compile, GROUP, GROUP_COLUMNS, OUTCOME, QUEUE, QUEUE_COLUMNS, replicate, simulate } from '../src/sim/index.ts'
import { AGENT_LEVEL_GROUP, AGENT_LEVEL_GROUP_COLUMNS } from '../src/sim/model/agent-level-columns.ts'
import { ROOT, scenarioExamples } from './repository.ts'

/** A figure that an example says is to be expected: `#     queues.hotline.serviceLevel: 79.9 % +- 2.0`. */
const EXPECTED = /^# {5}(\w+)\.(.+)\.(\w+): ([\d.]+)( %)? \+- ([\d.]+)$/gm
/** Contacts played in a test of an example: quick, and enough for intervals that mean something. */
const CONTACTS = 150_000
const FEWEST = 4
/** Written figures are rounded to this many digits after the point of a percentage. */
const ROUNDING = 0.05

const files = scenarioExamples()

describe.each(files.map((file) => [basename(file), file] as const))('examples/%s', (_, file) => {
  const text = readFileSync(`${ROOT}${file}`, 'utf8')
  const expected = [...text.matchAll(EXPECTED)].map(([, kind, name, figure, value, percent, halfWidth]) => ({
    kind,
    name,
    figure,
    value: Number(value),
    halfWidth: Number(halfWidth),
    unit: percent ? 100 : 1,
  }))

  // Both tests look at it: of a province a day takes long.
  let played: ReturnType<typeof playFirstDay> | undefined
  const firstDay = () => {
    played ??= playFirstDay(file)
    return played
  }

  it('teaches something, and comes out as it says', async () => {
    expect(text.startsWith('# ')).toBe(true)
    expect(expected.length).toBeGreaterThan(0)
    const { scenario, offered } = await firstDay()
    const replications = Math.max(FEWEST, Math.min(30, Math.round(CONTACTS / offered)))
    const { estimates } = await replicate(scenario, { replications })
    for (const { name, whole } of estimates.queues) {
      expect(whole.offered.value).toBeGreaterThan(50)
      // What is less is meant so where the example says it.
      const isSaid = expected.some((each) => each.name === name && each.figure === 'serviceLevel')
      if (!isSaid) expect(whole.serviceLevel.value).toBeGreaterThan(0.3)
    }
    for (const { whole } of estimates.groups) expect(whole.occupancy.value).toBeGreaterThan(0.1)
    for (const { kind, name, figure, value, halfWidth, unit } of expected) {
      const entities = estimates[kind as 'queues'] as unknown as {
        name: string
        whole: Record<string, { value: number; halfWidth: number }>
      }[]
      const found = entities.find((entity) => entity.name === name)?.whole[figure]
      expect(found, `${kind}.${name}.${figure}`).toBeDefined()
      const off = Math.abs(found!.value * unit - value)
      expect(off, `${kind}.${name}.${figure}: ${found!.value * unit}`).toBeLessThanOrEqual(
        halfWidth + found!.halfWidth * unit + ROUNDING * (unit === 1 ? 10 : 1),
      )
    }
  })

  it('loses nobody, and nobody is in two places', async () => {
    const { model, tally, offered, ended, outcomes, busy } = await firstDay()
    expect(ended.size).toBe(offered)
    let booked = 0
    for (let k = 0; k < tally.queue.length; k += QUEUE_COLUMNS) booked += tally.queue[k + QUEUE.blocked]
    expect(outcomes.get(OUTCOME.blocked) ?? 0).toBe(booked)
    busy.sort((a, b) => a[0] - b[0] || a[1] - b[1])
    busy.forEach(([agent, from], k) => {
      if (k > 0 && busy[k - 1][0] === agent && !(busy[k - 1][2] <= from))
        expect.fail(`agent ${agent} has a contact until ${busy[k - 1][2]} and another from ${from}`)
    })
    for (let row = 0; row < tally.group.length / GROUP_COLUMNS; row++) {
      const [staffed, busy, afterCall] = ['staffed', 'busy', 'afterCall'].map(
        (column) => tally.group[row * GROUP_COLUMNS + GROUP[column as keyof typeof GROUP]],
      )
      const away = model.agentLevel
        ? tally.agentLevelGroup[row * AGENT_LEVEL_GROUP_COLUMNS + AGENT_LEVEL_GROUP.away]
        : 0
      expect(staffed - busy - afterCall - away).toBeGreaterThanOrEqual(0)
    }
  })
})

/** The first replication, contact by contact. */
async function playFirstDay(file: string) {
  const { scenario } = await readScenarioFile(`${ROOT}${file}`)
  const model = compile(scenario)
  const chatting = Object.values(scenario.groups).some((group) => 'chats' in group)
  const ended = new Set<string>()
  const busy: [agent: number, from: number, to: number][] = []
  const outcomes = new Map<number, number>()
  let offered = 0
  const tally = simulate(model, 1, 0, undefined, (...record) => {
    const [
      queue,
      ,
      ,
      outcome,
      ,
      left,
      ,
      free,
      agent = -1,
      customer = offered,
      origin = queue,
      visit = 1,
      followUp = 0,
    ] = record
    ended.add(`${origin} ${customer} ${visit} ${followUp}`)
    outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1)
    // Work that is laid aside for others is begun long before it is finished.
    const isLaidAside = model.agentLevel?.deferred?.interruptible[queue] === 1
    if (agent >= 0 && !chatting && !isLaidAside) busy.push([agent, left, free])
    offered++
  })
  return { scenario, model, tally, offered, ended, outcomes, busy }
}
