import { describe, expect, it } from 'vitest'
import { checkRequirement, requirementOnDay, type StaffRequirement } from './requirement.ts'

const group = (name: string, agents: number[]) => ({
  name,
  queues: [name],
  agents: Float64Array.from(agents),
  scheduled: Float64Array.from(agents, (n) => 2 * n),
})
const twoDays = (): StaffRequirement => ({
  start: 0,
  interval: 3600 * 24,
  groups: [group('front', [3, 4]), group('back', [1, 0])],
})

describe('a requirement', () => {
  it('that is whole passes', () => {
    expect(checkRequirement(twoDays())).toEqual(twoDays())
  })

  it.each<[string, (requirement: StaffRequirement) => void]>([
    ['not the length of an interval', (it) => (it.interval = 1000)],
    ['there is no group', (it) => (it.groups = [])],
    ['over whole days', (it) => (it.interval = 3600)],
    ['two groups have one name', (it) => (it.groups[1].name = 'front')],
    ['must have one number for each interval', (it) => (it.groups[1].scheduled = new Float64Array(3))],
    ['groups[0].agents[1] must be', (it) => (it.groups[0].agents[1] = Number.NaN)],
  ])('is refused: %s', (message, spoil) => {
    const requirement = twoDays()
    spoil(requirement)
    expect(() => checkRequirement(requirement)).toThrow(message)
  })

  it('has days, and no others', () => {
    expect(requirementOnDay(twoDays(), 1)).toEqual({
      ...twoDays(),
      start: 86_400,
      groups: [group('front', [4]), group('back', [0])],
    })
    expect(() => requirementOnDay(twoDays(), 2)).toThrow('the requirement does not have this day')
  })
})
