import {
  checkKeys,
  checkList,
  checkNumber,
  checkPositive,
  checkTarget,
  formatDay,
  type Keys,
  KrarupError,
  unknownName,
  WEEKDAYS,
  weekdayOf,
} from '../domain/index.ts'
import type { CapacityGroup, CapacityQuestion, CapacityQueue, ClassRules, Ranged } from './question.ts'

const KEYS = {
  name: 1,
  start: 1,
  weeks: 1,
  currency: 1,
  hoursAWeek: 1,
  queues: 1,
  groups: 1,
  shrinkage: 1,
  contracts: 1,
  training: 1,
  learning: 1,
  attrition: 1,
  overtime: 1,
  lending: 1,
  teamLeaders: 1,
  trainers: 1,
  inspectors: 1,
  shortHour: 1,
  cover: 1,
} as const satisfies Keys<CapacityQuestion>

const COVERS = ['low', 'mean', 'high']
/** Longer plans are solved by nobody, and forecast by nobody. */
const MOST_WEEKS = 160
const SHARE = { least: 0, most: 1 }
const SPEED = { above: 0, most: 5 }

/**
 * Refuses a question that makes no sense, with the place and what would mend it.
 *
 * @throws {KrarupError} OUT_OF_RANGE, MISSING, CONFLICT, UNREADABLE
 */
export function checkCapacity(question: CapacityQuestion): void {
  checkKeys('planCapacity', question, KEYS)
  const { start, weeks, hoursAWeek, queues, groups, contracts, cover = 'mean', shortHour } = question
  checkNumber('weeks', weeks, { least: 1, most: MOST_WEEKS, whole: true })
  checkNumber('start', start, { whole: true })
  if (weekdayOf(start) !== 0)
    throw new KrarupError({
      code: 'OUT_OF_RANGE',
      what: `a plan begins on a Monday, and ${formatDay(start)} is a ${WEEKDAYS[weekdayOf(start)]}`,
      where: { name: 'start' },
      value: start,
    })
  checkNumber('hoursAWeek', hoursAWeek, { above: 0, most: 168 })
  if (!COVERS.includes(cover)) throw unknownName({ what: 'not an end of the range', name: cover, known: COVERS })
  if (shortHour !== undefined) checkNumber('shortHour', shortHour, { above: 0 })
  for (const [name, list] of Object.entries({ queues, groups, contracts })) checkNamed(name, list)
  for (const queue of queues) checkQueue(queue, question)
  for (const group of groups) checkGroup(group, question)
  checkShrinkage(question)
  checkContracts(question)
  checkSteps(question)
  checkOthers(question)
}

function checkNamed(what: string, list: readonly { name: string }[]): void {
  checkList(list, 'planCapacity', what)
  const names = list.map(({ name }) => name)
  const twice = names.find((name, k) => names.indexOf(name) !== k)
  if (twice === undefined) return
  throw new KrarupError({
    code: 'CONFLICT',
    what: `two ${what} are called ${twice}`,
    where: { name: what },
    how: 'give each a name of its own',
  })
}

function checkQueue(queue: CapacityQueue, { weeks, groups }: CapacityQuestion): void {
  const at = `queues.${queue.name}`
  checkKnown(queue.group, groups, 'no group has this name', `${at}.group`)
  checkLength(`${at}.volume`, queue.volume, weeks)
  checkLength(`${at}.aht`, queue.aht, weeks)
  for (const [week, volume] of queue.volume.entries()) checkRange(`${at}.volume[${week}]`, volume)
  for (const [week, aht] of queue.aht.entries()) checkPositive(`${at}.aht[${week}]`, aht)
  checkNumber(`${at}.checked`, queue.checked ?? 0, SHARE)
  if (queue.occupancy !== undefined) {
    checkNumber(`${at}.occupancy`, queue.occupancy, { above: 0, most: 1 })
    return
  }
  if (queue.target === undefined)
    throw new KrarupError({
      code: 'MISSING',
      what: `${queue.name} has neither a target nor an occupancy`,
      where: { name: `${at}.target` },
      how: 'give a target such as 80/20; of work that can wait the occupancy, such as 95%',
    })
  checkTarget(queue.target)
  if (queue.patience !== undefined) checkPositive(`${at}.patience`, queue.patience)
  checkPositive(`${at}.shape.interval`, queue.shape.interval)
  const all = queue.shape.shares.reduce((sum, share) => sum + checkNumber(`${at}.shape.shares`, share, SHARE), 0)
  if (Math.abs(all - 1) > 1e-6)
    throw new KrarupError({
      code: 'OUT_OF_RANGE',
      what: `the shares of the week's intervals add up to ${all}, not to 1`,
      where: { name: `${at}.shape.shares` },
    })
}

function checkRange(name: string, { low, mean, high }: Ranged): void {
  for (const [end, value] of Object.entries({ low, mean, high })) checkNumber(`${name}.${end}`, value, { least: 0 })
  if (low <= mean && mean <= high) return
  throw new KrarupError({
    code: 'OUT_OF_RANGE',
    what: `low, mean and high are not in their order: ${low}, ${mean}, ${high}`,
    where: { name },
  })
}

function checkGroup({ name, agents, classes }: CapacityGroup, question: CapacityQuestion): void {
  const at = `groups.${name}`
  for (const { count, since, contract } of agents) {
    checkNumber(`${at}.agents.count`, count, { least: 0 })
    checkKnown(contract, question.contracts, 'no contract has this name', `${at}.agents.contract`)
    if (since !== undefined && since > question.start)
      throw new KrarupError({
        code: 'OUT_OF_RANGE',
        what: `people who are there since ${formatDay(since)}, after the plan begins`,
        where: { name: `${at}.agents.since` },
        how: 'a class that is decided already is written under classes, planned',
        value: since,
      })
  }
  checkClasses(`${at}.classes`, classes, question)
}

function checkClasses(
  at: string,
  { least, most, atOnce, lead, planned, cost, hire }: ClassRules,
  { weeks }: CapacityQuestion,
) {
  checkNumber(`${at}.most`, most, { least: 0, whole: true })
  checkNumber(`${at}.least`, least, { least: 0, whole: true })
  if (most > 0 && least > most)
    throw new KrarupError({
      code: 'CONFLICT',
      what: `a class has at least ${least} people and at most ${most}`,
      where: { name: `${at}.least` },
    })
  checkNumber(`${at}.atOnce`, atOnce, { least: 1, whole: true })
  checkNumber(`${at}.lead`, lead, { least: 0, whole: true })
  checkNumber(`${at}.cost`, cost, { least: 0 })
  checkNumber(`${at}.hire`, hire, { least: 0 })
  for (const { week, people } of planned) {
    checkNumber(`${at}.planned`, people, { least: 0, whole: true })
    checkNumber(`${at}.planned`, week, { least: 0, most: weeks - 1, whole: true })
  }
}

function checkShrinkage({ shrinkage, weeks, start }: CapacityQuestion): void {
  for (const { name, shares } of shrinkage) {
    checkLength(`shrinkage.${name}`, shares, weeks)
    for (const share of shares) checkNumber(`shrinkage.${name}`, share, SHARE)
  }
  for (let week = 0; week < weeks; week++) {
    const sum = shrinkage.reduce((all, { shares }) => all + shares[week], 0)
    if (sum < 1) continue
    throw new KrarupError({
      code: 'OUT_OF_RANGE',
      what: `in the week of ${formatDay(start + 7 * week)} the categories take ${Math.round(sum * 100)}% of the paid time`,
      where: { name: 'shrinkage' },
      how: 'they are shares of paid time and add up; less than 100% must be left over',
      value: sum,
    })
  }
}

function checkContracts({ contracts }: CapacityQuestion): void {
  const priced = contracts.filter(({ pay }) => pay !== undefined)
  for (const { name, hours, pay = 0, trainingPay = 0, most = 1 } of contracts) {
    checkNumber(`contracts.${name}.hours`, hours, { above: 0, most: 168 })
    checkNumber(`contracts.${name}.pay`, pay, { least: 0 })
    checkNumber(`contracts.${name}.trainingPay`, trainingPay, { least: 0 })
    checkNumber(`contracts.${name}.most`, most, SHARE)
  }
  if (contracts.every(({ most = 1 }) => most < 1) && contracts.reduce((sum, { most = 1 }) => sum + most, 0) < 1)
    throw new KrarupError({
      code: 'CONFLICT',
      what: 'the contracts leave no room for all of a class: their most add up to less than 100%',
      where: { name: 'contracts' },
      how: 'leave most out of one of them',
    })
  const without = contracts.find(({ pay }) => pay === undefined)
  if (priced.length === 0 || without === undefined) return
  throw new KrarupError({
    code: 'MISSING',
    what: `${without.name} has no pay, and ${priced[0].name} has one`,
    where: { name: `contracts.${without.name}.pay` },
    how: 'give every contract its pay, or none: then paid hours are made least',
  })
}

function checkSteps({ training, learning, attrition }: CapacityQuestion): void {
  for (const { name, weeks, speed } of training) {
    checkNumber(`training.${name}.weeks`, weeks, { least: 0, whole: true })
    checkNumber(`training.${name}.speed`, speed, { least: 0, most: 5 })
  }
  for (const { week, speed } of learning) {
    checkNumber('learning', week, { least: 1, whole: true })
    checkNumber('learning', speed, SPEED)
  }
  for (const { month, rate } of attrition) {
    checkNumber('attrition', month, { least: 0 })
    checkNumber('attrition', rate, SHARE)
  }
  checkAscending(
    'learning',
    learning.map(({ week }) => week),
  )
  checkAscending(
    'attrition',
    attrition.map(({ month }) => month),
  )
}

function checkAscending(name: string, values: readonly number[]): void {
  const wrong = values.findIndex((value, k) => k > 0 && value <= values[k - 1])
  if (wrong < 0) return
  throw new KrarupError({
    code: 'OUT_OF_RANGE',
    what: `${values[wrong]} comes after ${values[wrong - 1]}`,
    where: { name },
    how: 'steps ascend',
    value: values[wrong],
  })
}

function checkOthers({ overtime, lending, groups, teamLeaders, trainers, inspectors }: CapacityQuestion): void {
  if (overtime) {
    checkNumber('overtime.most', overtime.most, { least: 0, most: 168 })
    checkNumber('overtime.pay', overtime.pay, { least: 0 })
  }
  for (const { from, to, most, speed, cost } of lending) {
    for (const [end, name] of Object.entries({ from, to }))
      checkKnown(name, groups, 'no group has this name', `lending.${end}`)
    if (from === to)
      throw new KrarupError({ code: 'CONFLICT', what: `${from} lends to itself`, where: { name: 'lending' } })
    checkNumber('lending.most', most, { least: 0 })
    checkNumber('lending.speed', speed, { above: 0, most: 1 })
    checkNumber('lending.cost', cost, { least: 0 })
  }
  if (teamLeaders) {
    checkPositive('teamLeaders.agentsEach', teamLeaders.agentsEach)
    checkNumber('teamLeaders.pay', teamLeaders.pay, { least: 0 })
  }
  if (trainers) {
    checkPositive('trainers.peopleEach', trainers.peopleEach)
    checkNumber('trainers.pay', trainers.pay, { least: 0 })
  }
  if (!inspectors) return
  for (const [name, value] of Object.entries(inspectors)) checkNumber(`inspectors.${name}`, value, { least: 0 })
}

function checkKnown(name: string, list: readonly { name: string }[], what: string, at: string): void {
  const known = list.map((each) => each.name)
  if (!known.includes(name)) throw unknownName({ what, name, known, where: { name: at } })
}

function checkLength(name: string, list: readonly unknown[], weeks: number): void {
  if (Array.isArray(list) && list.length === weeks) return
  throw new KrarupError({
    code: 'MISSING',
    what: `${name} has ${list?.length ?? 'no'} values, and the plan has ${weeks} weeks`,
    where: { name },
    how: 'give one for each week',
  })
}
