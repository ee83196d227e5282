import { inBothLanguages } from '../language.ts'

/** Words of a simulated roster. */
export const rosteredWords = inBothLanguages(
  {
    title: 'Roster of {people} people on the contacts of {name}; each day simulated {replications} times, seed {seed}',
    day: 'Day',
    contacts: 'Contacts',
    plannedAgents: 'Agents planned',
    agents: 'rostered',
    planned: 'In time, planned',
    simulated: 'simulated',
    hangUp: 'Hang up',
    model: '{queue}: in time is within {within}; {patience}',
    patience: 'a mean patience of {patience}',
    infinite: 'nobody hangs up',
    worst: 'Intervals furthest below the plan',
    none: 'In no interval the roster is surely below the plan.',
    queue: 'Queue',
    interval: 'Interval',
    all: 'All days',
    byInterval: 'Service by interval',
    share: '{value} ±{half}',
  },
  {
    title: '{people}人排班应对{name}的话务；每天仿真{replications}次，种子{seed}',
    day: '日期',
    contacts: '呼入量',
    plannedAgents: '计划坐席',
    agents: '排班坐席',
    planned: '计划服务水平',
    simulated: '仿真服务水平',
    hangUp: '放弃率',
    model: '{queue}：{within}内接通；{patience}',
    patience: '平均耐心{patience}',
    infinite: '无人放弃',
    worst: '低于计划最多的时段',
    none: '没有时段明显低于计划。',
    queue: '队列',
    interval: '时段',
    all: '全部日期',
    byInterval: '各时段服务水平',
    share: '{value} ±{half}',
  },
)

export type RosteredWords = ReturnType<typeof rosteredWords>
