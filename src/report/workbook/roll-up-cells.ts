import type { RollUp } from '../../plan/index.ts'
import { on, quoted } from './address.ts'
import type { AssumptionPlaces } from './assumptions-sheet.ts'
import { computed, ENDLESS, figure, type PlanSheets } from './plan-sheets.ts'
import type { Cell, CellLook } from './workbook.ts'

/** Which rows of the sheet of intervals a roll-up adds up, and what they came to in the plan. */
export interface RolledUp {
  rollUp: RollUp
  /** Pairs of a defined name and a criterion, as SUMIFS takes them. */
  where: string
  /** Place of the group, from 0; of all groups together: nothing. */
  index?: number
  /** Working days of the stretch, as a formula. */
  workingDays: string
  look?: CellLook
}

export type RollUpFigure =
  | 'contacts'
  | 'aht'
  | 'agentHours'
  | 'paidHours'
  | 'fte'
  | 'cost'
  | 'serviceLevel'
  | 'connectRate'
  | 'asa'
  | 'occupancy'
  | 'abandonment'
  | 'meetsTarget'

/** The cells of a day, a week or the whole plan: sums over rows of the sheet of intervals, and means that say so where one of the rows is outside its table. */
export function rollUpCells(
  { texts, names, plan }: PlanSheets,
  places: AssumptionPlaces,
  { rollUp, where, index, workingDays, look }: RolledUp,
): Record<RollUpFigure, Cell> {
  const sum = (name: string) => `SUMIFS(${name},${where})`
  const paid = sum('paid_hours')
  const wages =
    index === undefined
      ? `COUNT(${on({ name: names.assumptions }, places.wages)})<${plan.groups.length}`
      : `${on({ name: names.assumptions }, places.wage(index))}=""`
  const mean = (name: string, part: string, weight: string, endless = '') => {
    const some = (text: string) => `COUNTIFS(${name},${quoted(text)},contacts,">0",${where})>0`
    const known = `IF(${sum(weight)}=0,"",${sum(part)}/${sum(weight)})`
    const finite = endless === '' ? known : `IF(${some(endless)},${quoted(endless)},${known})`
    return `IF(${some(texts.outside)},${quoted(texts.outside)},${finite})`
  }
  const waits = Number.isNaN(rollUp.asa) ? '' : figure(rollUp.asa, 86_400)
  return {
    contacts: computed(sum('contacts'), rollUp.volume, 'whole', look),
    aht: computed(
      `IF(${sum('contacts')}=0,"",${sum('handled')}/${sum('contacts')})`,
      rollUp.aht / 86_400,
      'duration',
      look,
    ),
    agentHours: computed(sum('agent_hours'), rollUp.agentHours, 'tenth', look),
    paidHours: computed(paid, rollUp.paidHours, 'tenth', look),
    fte: computed(`${paid}/(hours_per_day*${workingDays})`, rollUp.fte, 'tenth', look),
    cost: computed(`IF(${wages},"",${sum('cost')})`, '', 'money', look),
    serviceLevel: computed(mean('service_level', 'in_time', 'contacts'), rollUp.serviceLevel, 'share', look),
    connectRate: computed(mean('connect_rate', 'answered', 'contacts'), rollUp.connectRate, 'share', look),
    asa: computed(mean('asa', 'waited', 'answered', ENDLESS), waits, 'wait', look),
    occupancy: computed(mean('occupancy', 'busy', 'agents'), rollUp.occupancy, 'share', look),
    abandonment: computed(mean('abandonment', 'abandoned', 'contacts'), rollUp.abandonment, 'share', look),
    meetsTarget: Number.isNaN(rollUp.targetMet)
      ? { value: null, ...(look ? { look } : {}) }
      : computed(
          `IF(COUNTIFS(change,"<>0",${where})=0,${rollUp.targetMet},${quoted(texts.agentsChanged)})`,
          rollUp.targetMet,
          'share',
          look,
        ),
  }
}
