import { describe, expect, it } from 'vitest'
import { parsePlanFile } from '../../io/yaml/index.ts'
import { planFileTemplate } from './init.ts'

describe('the plan file that init writes', () => {
  it('is read back, with an entry for each queue whatever its name', () => {
    const names = ['General', '普通坐席', 'a: b # c', 'say "hi"']
    const file = parsePlanFile(planFileTemplate(names), 'plan.yaml')
    expect(Object.keys(file.queues)).toEqual(names)
    expect(file.settings).toMatchObject({ shrinkage: 0.3, patience: 'estimate', leastAgents: 1 })
  })

  it('stays readable when its comments are taken up', () => {
    const text = planFileTemplate(['General']).replaceAll(
      /# (aht|days|fte-hours|target|group|hours|least-agents):/g,
      '$1:',
    )
    const file = parsePlanFile(text.replace('target: sl=90/10,abandon=3%,occupancy=85%\n', ''), 'plan.yaml')
    expect(file).toMatchObject({ days: 14, fteHours: 8, queues: { General: { group: 'front', leastAgents: 2 } } })
  })
})
