import { checkNumber, entryOf } from '../../domain/index.ts'
import { type CostsScenario, conflict, DEFAULTS, findName, type Price, pointer } from '../../scenario/index.ts'
import type { CostModel } from '../model/cost-model.ts'
import type { CompiledModel } from '../model/model.ts'

const HOUR = 3600
const MINUTE = 60

/**
 * @param isCampaign by the scenario's queue: agents call
 * @throws {KrarupError} OUT_OF_RANGE, MISSING, CONFLICT
 */
export function compileCosts(
  costs: CostsScenario,
  model: Pick<CompiledModel, 'parentNames' | 'groupNames' | 'clientNames' | 'clientOf' | 'routeQueue' | 'routeGroup'>,
  isCampaign: readonly boolean[],
): CostModel {
  const { parentNames, groupNames, clientNames } = model
  const clientOfGroup = clientsOfGroups(model)
  const amount = (value: number | undefined, name: string) => checkNumber(name, value ?? 0, { least: 0 })
  const byName = (given: object | undefined, names: readonly string[], place: string, kind: string) => {
    for (const name of Object.keys(given ?? {})) findName(name, names, place, kind)
  }
  const prices = (price: Price | undefined, names: readonly string[], place: string, kind: string) => {
    if (typeof price === 'number') return new Float64Array(names.length).fill(amount(price, place))
    byName(price, names, place, kind)
    return Float64Array.from(names, (name) => amount(entryOf(price, name), `${place}/${pointer(name)}`))
  }
  const pricesOf = (word: 'lostCall' | 'droppedCall', ofCampaigns: boolean, what: string, how: string) => {
    const place = `/costs/${word}`
    const price = costs[word]
    const all = prices(price, parentNames, place, 'queue')
    parentNames.forEach((name, p) => {
      if (typeof price === 'object' && Object.hasOwn(price, name) && isCampaign[p] !== ofCampaigns)
        throw conflict(`${place}/${pointer(name)}`, what, how)
    })
    return all.map((each, p) => (isCampaign[p] === ofCampaigns ? each : 0))
  }
  const agentPerSecond = prices(costs.agentHour, groupNames, '/costs/agentHour', 'group').map((price) => price / HOUR)
  const overtime = checkNumber('/costs/overtime', costs.overtime ?? DEFAULTS.costs.overtime, { least: 0 })
  byName(costs.penalties, parentNames, '/costs/penalties', 'queue')
  const penalty = (span: 'day' | 'interval') =>
    Float64Array.from(parentNames, (name) =>
      amount(entryOf(costs.penalties, name)?.[span], `/costs/penalties/${pointer(name)}/${span}`),
    )
  byName(costs.clients, clientNames, '/costs/clients', 'client')
  const client = (key: 'answered' | 'handleMinute' | 'agentHour', seconds: number) =>
    Float64Array.from(clientNames, (name, c) => {
      const place = `/costs/clients/${pointer(name)}/${key}`
      const price = amount(entryOf(costs.clients, name)?.[key], place)
      if (key === 'agentHour' && price > 0 && !clientOfGroup.includes(c))
        throw conflict(
          place,
          `no group serves client ${JSON.stringify(name)} alone, so that there are no hours of its own to charge`,
          'give the client a group of its own, or charge for answered contacts or minutes of handle time',
        )
      return price / seconds
    })
  return {
    ...(costs.currency === undefined ? {} : { currency: costs.currency }),
    agentPerSecond,
    overtimePerSecond: agentPerSecond.map((price) => price * overtime),
    linePerSecond: amount(costs.lineMinute, '/costs/lineMinute') / MINUTE,
    lostCall: pricesOf(
      'lostCall',
      false,
      'a campaign loses no calls: its customers are dropped',
      'its price is that of a dropped call',
    ),
    droppedCall: pricesOf(
      'droppedCall',
      true,
      'this queue has no campaign: its calls are lost',
      'its price is that of a lost call',
    ),
    dayPenalty: penalty('day'),
    intervalPenalty: penalty('interval'),
    answered: prices(costs.revenue?.answered, parentNames, '/costs/revenue/answered', 'queue'),
    clientAnswered: client('answered', 1),
    clientPerHandleSecond: client('handleMinute', MINUTE),
    clientPerAgentSecond: client('agentHour', HOUR),
    clientOfGroup,
  }
}

function clientsOfGroups({
  groupNames,
  clientOf,
  routeQueue,
  routeGroup,
}: Pick<CompiledModel, 'groupNames' | 'clientOf' | 'routeQueue' | 'routeGroup'>): Int32Array {
  return Int32Array.from(groupNames, (_, g) => {
    const clients = new Set([...routeQueue].filter((_, r) => routeGroup[r] === g).map((q) => clientOf[q]))
    return clients.size === 1 ? [...clients][0] : -1
  })
}
