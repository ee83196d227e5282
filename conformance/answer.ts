import type { ServiceLevelDefinition, Target } from '../src/domain/index.ts'
import {
  engset,
  erlangA,
  erlangB,
  erlangC,
  extendedErlangB,
  finiteLines,
  loadForBlocking,
  requiredAgents,
  type SteadyState,
} from '../src/erlang/index.ts'
import type { Row } from './tables.ts'

type Answers = Record<string, number | string>

/** What this library answers to a question of a table, in the table's columns. */
export function answer(table: string, question: Row): Answers {
  if (table === 'staffing') return answerStaffing(question)
  if (table === 'erlang-b-loads') return { load: loadForBlocking(Number(question.n), Number(question.p_block)) }
  return STATES[question.model](question)
}

const STATES: Record<string, (row: Row) => Answers> = {
  B: ({ load, n }) => {
    const agents = Number(n)
    const { occupancy } = finiteLines({ load: Number(load), aht: 1, agents, lines: agents })
    return { p_block: erlangB(Number(load), agents), occ: occupancy }
  },
  Bc: ({ load, n }) => ({
    p_block: erlangB(Number(load), Number(n)),
    p_wait: erlangC({ load: Number(load), aht: 1, agents: Number(n) }).waitProbability,
  }),
  C: ({ load, n, aht, t }) => {
    const queue = erlangC({ load: Number(load), aht: Number(aht), agents: Number(n) })
    return {
      p_block: erlangB(Number(load), Number(n)),
      p_wait: queue.waitProbability,
      p_late: queue.waitExceeds(Number(t)),
      sl: queue.serviceLevel(Number(t)),
      asa: queue.asa,
      lq: queue.queueLength,
      occ: queue.occupancy,
    }
  },
  A: ({ load, n, aht, t, patience }) => {
    const queue = erlangA({ load: Number(load), aht: Number(aht), agents: Number(n), patience: Number(patience) })
    const within = Number(t)
    const answered = queue.serviceLevel(within)
    return {
      p_block: erlangB(Number(load), Number(n)),
      p_wait: queue.waitProbability,
      p_late: queue.waitExceeds(within),
      lq: queue.queueLength,
      occ: queue.occupancy,
      p_ab: queue.abandonment,
      ew: queue.meanWait,
      p_ab_within_t: queue.abandonedWithin(within),
      sl_ans_offered: answered,
      p_miss_offered: queue.abandonment + queue.answeredAfter(within),
      sl_incl_ab: queue.serviceLevel(within, 'answered+abandoned/offered'),
      p_miss_incl_ab: queue.waitExceeds(within),
      sl_ans_answered: queue.serviceLevel(within, 'answered/answered'),
      sl_excl_short_ab: queue.serviceLevel(within, { excludingAbandonsWithin: within }),
      asa_answered: queue.asa,
    }
  },
  K: ({ load, n, k, aht, t }) => {
    const queue = finiteLines({ load: Number(load), aht: Number(aht), agents: Number(n), lines: Number(k) })
    return {
      p_block: queue.blocking,
      p_wait: queue.waitProbability,
      p_late: queue.answeredAfter(Number(t)),
      sl: queue.serviceLevel(Number(t)),
      asa: queue.asa,
      lq: queue.queueLength,
      occ: queue.occupancy,
      sl_ans_answered: queue.serviceLevel(Number(t), 'answered/answered'),
    }
  },
  AK: ({ load, n, k, aht, patience }) => {
    const queue = finiteLines({
      load: Number(load),
      aht: Number(aht),
      agents: Number(n),
      lines: Number(k),
      patience: Number(patience),
    })
    return {
      p_block: queue.blocking,
      p_wait: queue.waitProbability,
      lq: queue.queueLength,
      occ: queue.occupancy,
      p_ab: queue.abandonment,
      ew: queue.meanWait * (1 - queue.blocking),
    }
  },
  EB: ({ load, n, r }) => {
    const { state, allAttempts, lostCallers } = extendedErlangB(Number(load), Number(n), Number(r))
    return { p_block: state.blocking, lq: allAttempts, p_ab: lostCallers }
  },
  EN: ({ n, k, r }) => {
    const { timeCongestion, blocking } = engset({ agents: Number(n), sources: Number(k), loadPerIdleSource: Number(r) })
    return { p_block: timeCongestion, p_late: blocking }
  },
}

const DEFINITIONS: Record<string, ServiceLevelDefinition> = {
  ans_offered: 'answered/offered',
  incl_ab: 'answered+abandoned/offered',
}

const BINDING_WORDS: Record<string, string> = {
  serviceLevel: 'sl',
  asa: 'asa',
  meanWait: 'asa',
  abandonment: 'ab',
  occupancy: 'occ',
  overload: 'unstable',
  nobody: 'n=0',
}

function answerStaffing(row: Row): Answers {
  const abandons = row.model === 'A'
  const definition = DEFINITIONS[row.sl_def] ?? 'answered/offered'
  const within = Number(row.t)
  const target: Target = {
    ...(row.sl_target && { serviceLevel: { within, share: Number(row.sl_target), definition } }),
    ...(row.asa_max && { [abandons ? 'meanWait' : 'asa']: Number(row.asa_max) }),
    ...(row.ab_max && { abandonment: Number(row.ab_max) }),
    ...(row.occ_max && { occupancy: Number(row.occ_max) }),
  }
  const load = Number(row.load)
  const aht = Number(row.aht)
  const patience = Number(row.patience)
  const queue = (agents: number): SteadyState =>
    abandons ? erlangA({ load, aht, agents, patience }) : erlangC({ load, aht, agents })
  const { agents, binding, state } = requiredAgents({ load, aht, ...(abandons && { patience }) }, target)
  return {
    n: agents,
    sl_at_n: state.serviceLevel(within, definition),
    ...(agents > 1 && { sl_at_n_minus_1: queue(agents - 1).serviceLevel(within, definition) }),
    asa_at_n: state.meanWait,
    ab_at_n: state.abandonment,
    occ_at_n: state.occupancy,
    binding_at_n_minus_1: binding.map((part) => BINDING_WORDS[part]).join('+'),
  }
}
