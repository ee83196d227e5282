import { inLanguages } from '../language.ts'

/** What stands on the pages of simulations and what-ifs whatever they are about. */
export const pageWords = inLanguages(
  {
    figures: 'Figures',
    figuresNote: 'Of the whole run, with their intervals of confidence.',
    glance: 'The day at a glance',
    numbers: 'Numbers',
    day: 'day {day}',
    answer: 'the answer',
    frontier: 'frontier: meets the goals, and nothing that was looked at with less does',
  },
  {
    figures: '指标',
    figuresNote: '整个仿真期间的指标及其置信区间。',
    glance: '全天概览',
    numbers: '数据',
    day: '第{day}天',
    answer: '最优解',
    frontier: '边界：达到目标，且所查看的更少配置均未达到',
  },
  {
    figures: 'Kennzahlen',
    figuresNote: 'Über den ganzen Lauf, mit ihren Konfidenzintervallen.',
    glance: 'Der Tag auf einen Blick',
    numbers: 'Werte',
    day: 'Tag {day}',
    answer: 'die Lösung',
    frontier: 'Grenze: erreicht die Ziele, und nichts Geprüftes mit weniger erreicht sie',
  },
)
