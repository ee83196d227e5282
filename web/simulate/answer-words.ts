import { inLanguages } from '../shared/language.ts'

/** Texts that workers answer with; the page's others do not travel with them. */
export const answerWords = inLanguages(
  {
    tooLarge: (contacts: string) =>
      `${contacts} contacts a replication are more than a page can do: simulate it with the command`,
    stopped: 'Stopped.',
    verdicts: { higher: 'higher', lower: 'lower', same: 'the same', none: 'no difference can be told' },
    entities: {
      queues: (name: string) => `queue ${name}`,
      allQueues: (_: string) => 'all queues',
      groups: (name: string) => `group ${name}`,
      allGroups: (_: string) => 'all groups',
      menus: (name: string) => `menu ${name}`,
      centre: (_: string) => 'the centre',
    },
  },
  {
    tooLarge: (contacts) => `每次仿真${contacts}个联络，超出网页的能力：请用命令仿真`,
    stopped: '已中止。',
    verdicts: { higher: '上升', lower: '下降', same: '相同', none: '差异不显著' },
    entities: {
      queues: (name) => `队列 ${name}`,
      allQueues: () => '全部队列',
      groups: (name) => `坐席组 ${name}`,
      allGroups: () => '全部坐席组',
      menus: (name) => `语音菜单 ${name}`,
      centre: () => '全中心',
    },
  },
  {
    tooLarge: (contacts) => `${contacts} Kontakte je Lauf sind mehr, als eine Seite kann: mit dem Befehl simulieren`,
    stopped: 'Gestoppt.',
    verdicts: { higher: 'höher', lower: 'niedriger', same: 'gleich', none: 'nicht erkennbar' },
    entities: {
      queues: (name) => `Warteschlange ${name}`,
      allQueues: () => 'alle Warteschlangen',
      groups: (name) => `Gruppe ${name}`,
      allGroups: () => 'alle Gruppen',
      menus: (name) => `Menü ${name}`,
      centre: () => 'das Center',
    },
  },
)

/** A queue, a group or what else has figures. */
export function entityName(kind: string, name: string, say = answerWords()): string {
  const known: { readonly [kind: string]: ((name: string) => string) | undefined } = say.entities
  return known[kind]?.(name) ?? `${kind} ${name}`
}
