import ts from 'typescript'

/** A ```ts block of a docstring or a page. */
export interface Example {
  file: string
  /** Line of the file on which the code begins, counted from 1. */
  line: number
  code: string
}

const FENCE = /^(\s*)```(\w*)\s*$/

/** The ```ts blocks of a TypeScript file's docstrings or of a Markdown page. */
export function findExamples(file: string, text: string): Example[] {
  const inDocstrings = file.endsWith('.ts')
  const examples: Example[] = []
  let open: { language: string; line: number; code: string[] } | undefined
  text.split(/\r?\n/).forEach((raw, index) => {
    const line = inDocstrings ? raw.replace(/^\s*\*( |$)/, '') : raw
    const fence = (!inDocstrings || line !== raw) && FENCE.exec(line)
    if (fence && !open) open = { language: fence[2], line: index + 2, code: [] }
    else if (fence && open) {
      if (open.language === 'ts') examples.push({ file, line: open.line, code: open.code.join('\n') })
      open = undefined
    } else open?.code.push(line)
  })
  if (open) throw new Error(`${file}:${open.line - 1}: the block is not closed`)
  return examples
}

/** A module that runs an example and hands every `statement //=> expression` to `check(value, expected, line)`. */
export interface CheckedModule {
  /** TypeScript; exports an async function `run(check)`. */
  source: string
  checks: number
}

const EXPECTATION = /^[^\S\n]*;?[^\S\n]*\/\/=>(.*)/

/** Turns each `statement //=> expression` into a check. What follows the arrow is a JavaScript expression; a declaration is checked by its variable. */
export function checkedModule({ file, line, code }: Example): CheckedModule {
  const source = ts.createSourceFile(file, code, ts.ScriptTarget.Latest, true)
  const imports: string[] = []
  const body: string[] = []
  let checks = 0
  for (const statement of source.statements) {
    const text = statement.getText(source)
    const expectation = EXPECTATION.exec(code.slice(statement.end))
    if (ts.isImportDeclaration(statement)) imports.push(text)
    else if (!expectation) body.push(text)
    else {
      const at = line + source.getLineAndCharacterOfPosition(statement.end).line
      const expected = expectation[1].trim()
      body.push(...checked(statement, text, expected, at, `${file}:${at}`))
      checks++
    }
  }
  const arrows = code.split('//=>').length - 1
  if (arrows !== checks) throw new Error(`${file}:${line}: ${arrows - checks} of ${arrows} "//=>" follow no statement`)
  const indented = body.map((text) => `  ${text};`)
  return {
    source: [...imports, 'export async function run(check: any) {', ...indented, '}', ''].join('\n'),
    checks,
  }
}

function checked(statement: ts.Statement, text: string, expected: string, line: number, place: string): string[] {
  if (expected === '') throw new Error(`${place}: nothing follows "//=>"`)
  if (ts.isExpressionStatement(statement)) {
    return [`check(await (${statement.expression.getText()}), (${expected}), ${line})`]
  }
  if (ts.isVariableStatement(statement) && statement.declarationList.declarations.length === 1) {
    const { name } = statement.declarationList.declarations[0]
    if (ts.isIdentifier(name)) return [text, `check(${name.text}, (${expected}), ${line})`]
  }
  throw new Error(`${place}: "//=>" follows a statement that has no value`)
}
