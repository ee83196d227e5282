import { describe, expect, it } from 'vitest'
import { parseScenarioFile } from './scenario-file.ts'
import { withAgentsInText } from './with-agents.ts'

const TEXT = `# A centre.
interval: 30m
hours: 08:00-09:00
queues:
  general: { volume: [20, 30], aht: 3m, groups: [front, back, 12, late] } # stays
groups:
  front:
    # by hand
    agents:
      08:00-08:30: 4
      08:30-09:00: 5
    pace: 1.1
  back: { agents: 3, pace: 0.9 }
  12:
    pace: 1
  late:
`

describe('a scenario file with other agents', () => {
  it('is the same but for them', () => {
    const agents = { front: [1, 2], back: [3, 4], '12': [5, 6], late: [7, 8] }
    const changed = withAgentsInText(TEXT, agents)
    const { scenario } = parseScenarioFile(changed, 'changed.yaml')
    expect(Object.fromEntries(Object.entries(scenario.groups).map(([name, group]) => [name, group.agents]))).toEqual(
      agents,
    )
    expect(scenario.groups.front.pace).toBe(1.1)
    expect(scenario.groups.back.pace).toBe(0.9)
    for (const line of ['# A centre.', 'groups: [front, back, 12, late] } # stays', '    # by hand'])
      expect(changed).toContain(line)
  })

  it('is refused where groups cannot be changed in place', () => {
    const alias = TEXT.replace('  back: {', '  back: &back {').replace('  late:\n', '  late: *back\n')
    expect(() => withAgentsInText(alias, { late: [1, 2] })).toThrow('cannot be changed in place')
  })
})
