import { entryOf } from '../domain/index.ts'
import { inLanguages, type Language } from './language.ts'

/** What forecasting models are called, by the names that options and files know them by. */
export const modelNames = inLanguages(
  {
    'seasonal-naive': 'seasonal-naive',
    'recent-median': 'recent-median',
    'weekday-profile': 'weekday-profile',
    'double-seasonal': 'double-seasonal',
    'day-total': 'day-total',
    'count-regression': 'count-regression',
    'low-rank': 'low-rank',
    'long-range': 'long-range',
    combination: 'combination',
    auto: 'auto',
  },
  {
    'seasonal-naive': '季节性朴素',
    'recent-median': '近期中位数',
    'weekday-profile': '星期规律',
    'double-seasonal': '双季节',
    'day-total': '日总量',
    'count-regression': '计数回归',
    'low-rank': '低秩',
    'long-range': '长期',
    combination: '组合',
    auto: '自动',
  },
  {
    'seasonal-naive': 'saisonal naiv',
    'recent-median': 'jüngster Median',
    'weekday-profile': 'Wochentagsprofil',
    'double-seasonal': 'doppelt saisonal',
    'day-total': 'Tagessumme',
    'count-regression': 'Zählregression',
    'low-rank': 'Niedrigrang',
    'long-range': 'langfristig',
    combination: 'Kombination',
    auto: 'automatisch',
  },
)

/** A forecasting model as it is shown: in other languages than English with the name that options take behind it, `Kombination (combination)`. */
export function modelName(name: string, language: Language = 'en'): string {
  const called = entryOf<string>(modelNames(language), name) ?? name
  return called === name ? name : `${called} (${name})`
}
