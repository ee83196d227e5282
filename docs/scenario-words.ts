import {
  type Channel,
  defaultText,
  inFile,
  type Kind,
  SCENARIO_WORDS,
  type Word,
  type Words,
} from '../src/scenario/index.ts'

const CHANNELS: Record<Channel, string> = {
  call: 'calls',
  chat: 'chats',
  deferred: 'deferred work',
  called: 'campaigns',
}

/** What a value looks like in a file. */
const FORMS: Record<Exclude<Kind['kind'], 'number' | 'choice' | 'list' | 'byName' | 'words' | 'either'>, string> = {
  name: 'a name',
  yesNo: '`true` or `false`',
  time: 'a time',
  share: 'a share',
  coefficient: 'a share, may be above 100%',
  randomTime: 'a time that varies',
  clock: 'a time of day',
  hours: 'hours',
  openHours: 'hours, or a list of them',
  target: 'a target',
  deadline: 'a deadline',
  volume: 'a number, a list by interval, or a table',
  calls: 'a table',
  agents: 'a whole number, a list by interval, or numbers by hours',
}

function formOf(kind: Kind): string {
  switch (kind.kind) {
    case 'number':
      return kind.whole ? 'a whole number' : 'a number'
    case 'choice':
      return kind.choices.map((each) => `\`${each}\``).join(', ')
    case 'list':
      return `a list: ${formOf(kind.item)}`
    case 'byName':
      return `by ${kind.names}: ${formOf(kind.item)}`
    case 'words':
      return 'words of its own'
    case 'either':
      return kind.forms.map(formOf).join('; or ')
    default:
      return FORMS[kind.kind]
  }
}

/** What the table of words says of one of them, in Markdown. */
export interface DescribedWord {
  /** As it is written in a file, with those that it stands under: `surge.at`. */
  name: string
  help: string
  form: string
  otherwise: string
  channels: string
  tier: string
}

function describeWord(name: string, word: Word): DescribedWord {
  const written = defaultText(word)
  return {
    name,
    help: word.help,
    form: formOf(word.is),
    otherwise:
      word.needed && word.default === undefined
        ? '**needed**'
        : written === undefined
          ? (word.otherwise ?? '')
          : `\`${written}\``,
    channels: word.of?.map((channel) => CHANNELS[channel]).join(', ') ?? '',
    tier: word.tier === 'or none' ? 'otherwise, or `none`' : (word.tier ?? ''),
  }
}

function row({ name, help, form, otherwise, channels, tier }: DescribedWord): string {
  const cells = [`\`${name}\``, help, form, otherwise, channels, tier]
  return cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')
}

/** The records inside a kind, with their words. */
function inside(kind: Kind): Words[] {
  if (kind.kind === 'words') return [kind.words]
  if (kind.kind === 'either') return kind.forms.flatMap(inside)
  return kind.kind === 'list' || kind.kind === 'byName' ? inside(kind.item) : []
}

/** Words and those inside them, as files have them. */
export function describeWords(words: Words, prefix = ''): DescribedWord[] {
  return Object.entries(words).flatMap(([word, entry]) => {
    if (entry.libraryOnly) return []
    const name = prefix + inFile(word)
    return [describeWord(name, entry), ...inside(entry.is).flatMap((inner) => describeWords(inner, `${name}.`))]
  })
}

function table(words: Words, isQueue: boolean): string[] {
  return describeWords(words).map((word) => {
    const cells = row(word)
    return `| ${isQueue ? cells : cells.split(' | ').slice(0, 4).join(' | ')} |`
  })
}

function section(title: string, lead: string, words: Words, isQueue = false): string {
  const head = isQueue
    ? '| word | what it says | written as | default | for | a tier may say it |\n|---|---|---|---|---|---|'
    : '| word | what it says | written as | default |\n|---|---|---|---|'
  return [`## ${title}`, '', lead, '', head, ...table(words, isQueue), ''].join('\n')
}

/** The words of what stands under a word at the top: of a queue, of a group. */
export function wordsIn(word: keyof typeof SCENARIO_WORDS): Words {
  return inside(SCENARIO_WORDS[word].is)[0]
}

const APART = ['queues', 'groups', 'tiers', 'menus', 'costs', 'trouble'] as const

/** The words at the top of a file; of what has a part of its own only its name. */
export function topWords(): Words {
  return Object.fromEntries(
    Object.entries(SCENARIO_WORDS as Words).map(([word, entry]) => [
      word,
      APART.some((each) => each === word) ? { ...entry, is: { kind: 'name' } as Kind } : entry,
    ]),
  )
}

/** The page `docs/scenario-words.md`. */
export function scenarioWordsPage(): string {
  const top = section('The scenario', 'What stands at the top of a file.', topWords()).replaceAll(
    new RegExp(`^(\\| \`(?:${APART.join('|')})\` \\| [^|]* \\| )a name`, 'gm'),
    '$1see below',
  )
  return `${[
    '# Words of scenarios',
    '',
    'Every word that a scenario file may say, made from the one table that also reads files (`src/scenario`): do not edit it by hand. [Scenarios](scenarios/index.md) explains them with examples, and says how times, shares,',
    'hours and distributions are written. In the library the words are in camel case (`after-call` is `afterCall`), times are seconds and shares 0 to 1; `hours` of a shift or campaign are `from` and `to`, seconds from',
    "the start of the day's first interval.",
    '',
    top,
    section(
      'A queue',
      'Under `queues`, by name. A word without an entry under "for" is for all channels; elsewhere it is refused.',
      wordsIn('queues'),
      true,
    ),
    section('A group of agents', 'Under `groups`, by name.', wordsIn('groups')),
    section('A voice menu', 'Under `menus`, by name.', wordsIn('menus')),
    section('Trouble', 'In the list under `trouble`.', wordsIn('trouble')),
    section('Money', 'Under `costs`.', wordsIn('costs')),
  ]
    .join('\n')
    .trimEnd()}\n`
}
