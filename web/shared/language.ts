import { type FigureFormats, figuresIn, LANGUAGES, type Language } from 'krarup/report'

/** Texts by name: a text with values in it is a function of them. */
type Texts = { readonly [name: string]: string | ((...values: never[]) => string) | Texts }

/** The same texts in another language. */
type Translated<English> = {
  readonly [Name in keyof English]: English[Name] extends string
    ? string
    : English[Name] extends (...values: infer Values) => string
      ? (...values: Values) => string
      : Translated<English[Name]>
}

let spoken: Language = 'en'

/** The language that the page speaks; a worker has none, and is told. */
export function language(): Language {
  return spoken
}

/** The page speaks another language from now on: what it shows is made anew by whoever says so. */
export function speak(next: Language): void {
  spoken = next
}

/**
 * The texts of a page in each language. Types see to it that none has a text which another lacks.
 *
 * @returns the texts in a language, the page's own where none is said
 */
export function inLanguages<English extends Texts>(
  en: English,
  zh: Translated<English>,
  de: Translated<English>,
): (language?: Language) => Translated<English> {
  const tables: Readonly<Record<Language, Translated<English>>> = { en: en as unknown as Translated<English>, zh, de }
  return (language = spoken) => tables[language]
}

/** Something said in each language, for a page that may be switched to another. */
export type Said<Value> = Readonly<Record<Language, Value>>

export function inEach<Value>(say: (language: Language) => Value): Said<Value> {
  return { en: say('en'), zh: say('zh'), de: say('de') }
}

/** Numbers, shares and durations as the page's language writes them. */
export function formats(): FigureFormats {
  return figuresIn(spoken)
}

/** The language of an option `--lang` or of a browser: `de-AT` is German. Undefined where it is none of these. */
export function languageNamed(name: string | null | undefined): Language | undefined {
  const [first] = (name ?? '').toLowerCase().split('-')
  return LANGUAGES.find((one) => one === first)
}

/** For a command that answers in the page's language. */
export function languageOption(): string {
  return spoken === 'en' ? '' : ` --lang ${spoken}`
}
