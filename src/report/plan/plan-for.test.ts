import { expect, it } from 'vitest'
import { samplePlan } from '../../../test/report-sample.ts'
import type { Plan } from '../../plan/index.ts'
import { planFor } from './plan-for.ts'

const { plan } = samplePlan()

/** The plan in UTC, with these groups of work with a deadline. */
const withWork = (names: readonly string[]): Plan => ({
  ...plan,
  timezone: 'UTC',
  offsets: new Int32Array(plan.length),
  groups: plan.groups.map((group) => (names.includes(group.name) ? { ...group, model: 'deferred' } : group)),
})
const names = plan.groups.map(({ name }) => name)

// It stood there as calls, ChannelType VOICE.
it('Connect gets no work with a deadline: it is left out by name, and refused where there is nothing else', () => {
  const [first, ...others] = plan.groups
  const { files, notes } = planFor(withWork([first.name]), 'connect')
  expect(files.map(({ group }) => group)).toEqual(others.map(({ name }) => name))
  expect(notes[1]).toContain(`left out is work with a deadline: ${first.queues.join(', ')}`)
  expect(planFor(withWork([]), 'connect').notes).toHaveLength(1)
  expect(() => planFor(withWork(names), 'connect')).toThrow(expect.objectContaining({ code: 'UNSUPPORTED' }))
})
