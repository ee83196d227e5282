import { speaker } from './message.ts'

/** What a planner should know of a plan, of its review and of its contract. */
export const PLAN = {
  empty:
    '{groups}: no contacts are expected on any day of the plan, for all of them are closed by the calendar or the history; look at the dates that were read, and at the days asked for',
  openAndEmpty:
    '{groups}: no contacts are expected on any day of the plan, though it is open: look at the counts that were read',
  askedErlangC:
    '{groups}: planned with Erlang C, for it was asked for, as if nobody hung up; the history has abandoned contacts',
  infinitePatience:
    '{groups}: planned with Erlang C, for patience was said to be infinite; the history has abandoned contacts',
  noWaits:
    '{groups}: planned with Erlang C, as if nobody hung up, though the history has abandoned contacts: it has no total wait (of the answered and of the abandoned), from which patience follows; give a patience, for example --patience 2m, or export the waits',
  nobodyHungUp: '{groups}: planned with Erlang A and the patience that was given, though nobody hung up in the history',
  ended: 'left out, without contacts in the last {days} days: {queues}',
  noHandleTime:
    'left out, without a handle time in the history: {queues}; export handle times (talk + hold + after-call work), or write a mean in a plan file (--config): {entry}',
  poolWithout: '{groups}: sized without the contacts of the queues that are left out',
  idlePriority:
    '{queue}: its priority says nothing, for no queue of its group has another; queues that name one group are one pool',
  notTogether: '{group}: its queues are forecast each by itself, not fitted to their total: of their sum {why}',
  rosterOutside: "left out of the roster, rows with agents on other days than the plan's, {days}: {count}",
  rosterClosed: 'left out of the roster, agent hours while nothing is open: {hours} ({groups})',

  notInActuals: '{group}: the actuals do not have it; it is left out',
  takenForQueue: '{group}: the actuals have no queue of this name; {queues} is taken for it',
  noCommonInterval: '{group}: no interval of these days is in plan and actuals; it is left out',
  missingIntervals:
    '{group}: {missing} of {all} planned intervals are not in the actuals; they are left out on both sides',
  outsideContacts: '{group}: {contacts} contacts came at times that the plan has closed; they are left out',
  otherThreshold:
    '{group}: the actuals count those answered within {actual} s, the plan within {planned} s; what was planned is computed for {actual} s',
  modelDiffers:
    "{group}: the plan's own service differs from its queueing model's by {points} points by interval (a plan by --day, tiers, or changed by hand): the rest has that in it",
  connectRateReviewed: '{group}: the actuals do not tell who was answered in time, so the connect rate is reviewed',

  dutyUnknown: 'who was on duty is not known ({groups}): the contract counts the planned hours',
  contractThreshold:
    '{client}: the contract counts those answered within {within} s, and {group} has its service level within {measured} s',
} as const

/** What the files for other systems leave out or change. */
export const PLAN_FILE = {
  calabrio:
    "Calabrio: handle times stand as task time with 0 of after-task time, for the history's handle time is one figure; agents are those on duty, before shrinkage",
  calabrioHour:
    'Calabrio: local times cannot tell the two hours of {day} apart: the hour stands once, {contacts} contacts of its repetition are left out',
  genesys:
    'Genesys Cloud: groups stand as planning groups and must have their names there; agents, service and shrinkage are not taken over',
  connect:
    'Amazon Connect: QueueId is left empty and ChannelType is VOICE: fill in the ids, and CHAT where it is chat; contacts are rounded so that the sum of each day holds; 0 where closed; agents and service are not taken over',
  connectDeferred:
    'Amazon Connect: the override takes calls and chats only; left out is work with a deadline: {queues}',
} as const

export const planFileSays = speaker('planFile', PLAN_FILE)
export const planSays = speaker('plan', PLAN)
