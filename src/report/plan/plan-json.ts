import { formatDay, formatOffset, formatPlainDateTime, formatTarget, startAt } from '../../domain/index.ts'
import type {
  DayRollUp,
  GroupPlan,
  MonthRollUp,
  Plan,
  Proof,
  ProofFigures,
  RollUp,
  SurePlan,
  TierPlan,
  WeekRollUp,
} from '../../plan/index.ts'
import { type Staffing, wholePlan } from './whole-plan.ts'

/** Changes only when a field is renamed, removed or given another meaning; new fields may come at any time. */
export const PLAN_JSON_VERSION = 1

export type Json = null | boolean | number | string | Json[] | { [name: string]: Json }

/**
 * A plan as JSON can carry it, in the shape of `docs/report.md`: times `2026-03-31T07:30:00`, days `2026-03-31`, durations in seconds, shares from 0 to 1,
 * columns with a place for each of `starts`; of an hour that comes twice `utcOffsets` tells which; null where there is no number or an endless wait.
 */
export function planJson(plan: Plan): { [name: string]: Json } {
  const whole = wholePlan(plan)
  return {
    version: PLAN_JSON_VERSION,
    start: formatPlainDateTime(plan.start),
    interval: plan.interval,
    timezone: plan.timezone ?? null,
    dayCount: plan.dayCount,
    fteHours: plan.fteHours,
    known: plan.known ?? null,
    starts: Array.from({ length: plan.length }, (_, i) => formatPlainDateTime(startAt(plan, i))),
    utcOffsets: plan.offsets ? Array.from(plan.offsets, formatOffset) : null,
    ...rollUps(whole),
    groups: plan.groups.map(groupJson),
    queues: plan.queues.map(({ name, group, forecastModel, ahtSource, volume, low, high, aht, ...own }) => ({
      queue: name,
      group,
      model: forecastModel,
      ahtSource,
      volume: column(volume),
      low: column(low),
      high: column(high),
      aht: column(aht),
      morning: own.morning ? column(own.morning) : null,
      ...(own.ahtMorning ? { ahtMorning: column(own.ahtMorning) } : {}),
      modelVolume: own.volumeBeforeOverride ? column(own.volumeBeforeOverride) : null,
      cases: own.cases.map(({ rule, measure, day, count, recorded, usual, done, ruling, reason }) => ({
        rule,
        measure,
        day: formatDay(day),
        intervals: count,
        recorded: rule === 'gap' ? null : finite(recorded),
        usual: finite(usual),
        done,
        ruling: ruling ?? null,
        reason,
      })),
      overridden: own.overridden ? Array.from(own.overridden, (it) => it === 1) : null,
    })),
    remarks: plan.remarks,
  }
}

function groupJson(group: GroupPlan): { [name: string]: Json } {
  const { verdict } = group
  return {
    group: group.name,
    queues: group.queues,
    targets: group.targets.map(formatTarget),
    shrinkage: group.shrinkage,
    model: group.model,
    patience: finite(group.patience),
    patienceSource: group.patienceSource,
    solution: group.solution,
    morning: group.morning
      ? {
          volume: column(group.morning.volume),
          agents: column(group.morning.agents),
          ...(group.morning.aht ? { aht: column(group.morning.aht) } : {}),
        }
      : null,
    open: Array.from(group.open, (open) => open === 1),
    volume: column(group.volume),
    aht: column(group.aht),
    agents: column(group.agents),
    scheduled: column(group.scheduled),
    serviceLevel: column(group.serviceLevel),
    connectRate: column(group.connectRate),
    asa: column(group.asa),
    occupancy: column(group.occupancy),
    abandonment: column(group.abandonment),
    ...rollUps(group),
    deadline: group.deadline ? { ...group.deadline } : null,
    tiers: group.tiers?.map(tierJson) ?? null,
    oneLineAgentHours: finite(group.oneLineAgentHours ?? Number.NaN),
    separateAgentHours: finite(group.separateAgentHours ?? Number.NaN),
    intervalAgentHours: finite(group.intervalAgentHours ?? Number.NaN),
    verdict: verdict
      ? {
          from: formatDay(verdict.from),
          to: formatDay(verdict.to),
          intervals: verdict.intervals,
          threshold: verdict.threshold,
          expected: numbers(verdict.expected),
          actual: numbers(verdict.actual),
          serviceLevelError: finite(verdict.serviceLevelError),
          agentsOnDuty: finite(verdict.agentsOnDuty),
          agentsRequired: finite(verdict.agentsRequired),
        }
      : null,
    rostered: group.rostered
      ? {
          agents: column(group.rostered.agents),
          agentHours: group.rostered.agentHours,
          addedAgentHours: group.rostered.addedAgentHours,
          closedAgentHours: group.rostered.closedAgentHours,
        }
      : null,
    sure: group.sure ? sureJson(group.sure) : null,
    proof: group.proof ? proofJson(group.proof) : null,
  }
}

function sureJson({ certainty, over, periods, byCertainty, byTarget, ...totals }: SurePlan): { [name: string]: Json } {
  return {
    certainty,
    over,
    ...numbers(totals),
    periods: periods.map((period) => numbers({ ...period })),
    byCertainty: byCertainty.map((each) => numbers({ ...each })),
    byTarget: byTarget.map(({ target, agentHours, present }) => ({
      target: formatTarget(target),
      agentHours: finite(agentHours),
      present,
    })),
  }
}

const PROOF_FIGURES = ['serviceLevel', 'meanWait', 'abandonment', 'occupancy'] as const

function proofJson({ courses, over, verdict, periods, intervals, causes, worst, ...shares }: Proof): {
  [name: string]: Json
} {
  const figuresOf = <Of>(figures: ProofFigures<Of>, write: (of: Of) => Json) =>
    Object.fromEntries(PROOF_FIGURES.map((figure) => [figure, write(figures[figure])]))
  return {
    courses,
    over,
    verdict,
    ...numbers(shares),
    periods: periods.map((period) => {
      const { from, to, met, low, high, missed, explained } = period
      return {
        ...numbers({ from, to, met, low, high, missed, explained }),
        causes: { ...period.causes },
        ...figuresOf(period, (band) => numbers({ ...band })),
      }
    }),
    intervals: figuresOf(intervals, ({ low, middle, high }) => ({
      low: column(low),
      middle: column(middle),
      high: column(high),
    })),
    causes: { ...causes },
    worst: worst.map(({ cause, ...told }) => ({ cause, ...numbers(told) })),
  }
}

function tierJson({ priority, queues, targets, days, total, ...columns }: TierPlan): { [name: string]: Json } {
  const { volume, serviceLevel, connectRate, asa, abandonment } = columns
  return {
    priority,
    queues,
    targets: targets.map(formatTarget),
    volume: column(volume),
    serviceLevel: column(serviceLevel),
    connectRate: column(connectRate),
    asa: column(asa),
    abandonment: column(abandonment),
    days: days.map((day) => numbers({ ...day })),
    total: numbers({ ...total }),
  }
}

function rollUps(staffing: Staffing): { [name: string]: Json } {
  return {
    total: rollUp(staffing.total),
    days: staffing.days.map((one: DayRollUp) => ({
      day: formatDay(one.day),
      ...rollUp(one),
    })),
    weeks: staffing.weeks.map((one: WeekRollUp) => ({
      monday: formatDay(one.monday),
      days: one.days,
      partial: one.days < 7,
      ...rollUp(one),
    })),
    months: staffing.months.map((one: MonthRollUp) => ({
      month: formatDay(one.month).slice(0, 7),
      days: one.days,
      daysOfMonth: one.daysOfMonth,
      partial: one.days < one.daysOfMonth,
      ...rollUp(one),
    })),
  }
}

function rollUp(one: RollUp): { [name: string]: Json } {
  const { volume, aht, peakAgents, agentHours, paidHours, fte } = one
  const { serviceLevel, connectRate, asa, occupancy, abandonment } = one
  const { volumeLow, volumeHigh, peakAgentsLow, peakAgentsHigh, fteLow, fteHigh } = one
  return {
    targetMet: finite(one.targetMet),
    peakAt: peakAgents > 0 ? formatPlainDateTime(one.peakAt) : null,
    ...numbers({ volume, aht, peakAgents, agentHours, paidHours, fte }),
    ...numbers({ serviceLevel, connectRate, asa, occupancy, abandonment }),
    ...numbers({ volumeLow, volumeHigh, peakAgentsLow, peakAgentsHigh, fteLow, fteHigh }),
  }
}

function numbers(values: Readonly<Record<string, number>>): { [name: string]: Json } {
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, finite(value)]))
}

function column(values: Float64Array): Json[] {
  return Array.from(values, finite)
}

function finite(value: number): number | null {
  return Number.isFinite(value) ? value : null
}
