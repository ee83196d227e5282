import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { build } from '../build.ts'
import { ROOT } from './repository.ts'

/** A small project with this one's settings of the compiler; its command loads a module only when it is told to go on. */
const project = mkdtempSync(join(tmpdir(), 'krarup-build-'))
afterAll(() => rmSync(project, { recursive: true, force: true }))
const inProject = (path: string) => join(project, path)

function write(path: string, text: string): void {
  mkdirSync(dirname(inProject(path)), { recursive: true })
  writeFileSync(inProject(path), text)
}

write('package.json', JSON.stringify({ type: 'module', bin: { waiter: 'dist/main.js' } }))
for (const file of ['tsconfig.json', 'tsconfig.build.json']) {
  const { compilerOptions, ...rest } = JSON.parse(readFileSync(`${ROOT}${file}`, 'utf8'))
  // Without Node's own types it compiles in a fraction of the time.
  write(file, JSON.stringify({ ...rest, compilerOptions: { ...compilerOptions, types: [] } }))
}
symlinkSync(`${ROOT}node_modules`, inProject('node_modules'), 'junction')
write(
  'src/main.ts',
  `declare const process: { stdin: { once(event: 'data', then: () => void): void }; stdout: { write(text: string): void } }
await new Promise<void>((goOn) => {
  process.stdin.once('data', goOn)
  process.stdout.write('waiting')
})
const { answer } = await import('./later/answer.ts')
process.stdout.write(answer)
`,
)
write('src/later/answer.ts', `import { word } from '../word.ts'\nexport const answer = \`the \${word}\`\n`)
write('src/word.ts', `export const word: string = 'answer'\n`)
write('src/other.ts', 'export const other = 1\n')
write('src/gone/gone.ts', 'export const gone = 1\n')
const compiled = build(project)

/** When a file was put where it is, and which one it is. */
const identity = (path: string) => {
  const { ino, mtimeMs } = statSync(inProject(path))
  return { ino, mtimeMs }
}

async function untilItSays(command: ChildProcess, text: string): Promise<void> {
  let said = ''
  while (!said.includes(text)) said += (await once(command.stdout as NodeJS.ReadableStream, 'data'))[0]
}

describe('a build', () => {
  it('has a module, its types and its map for each source', () => {
    expect(compiled).toBe(5 * 3)
    expect(readFileSync(inProject('dist/other.js'), 'utf8')).toContain('export const other = 1')
    expect(JSON.parse(readFileSync(inProject('dist/later/answer.js.map'), 'utf8')).sources).toEqual([
      '../../src/later/answer.ts',
    ])
    if (process.platform !== 'win32') expect(statSync(inProject('dist/main.js')).mode & 0o111).toBe(0o111)
  })

  it('does nothing where nothing has changed, and makes again what was damaged', () => {
    const before = identity('dist/other.js')
    expect(build(project)).toBe(0)
    expect(identity('dist/other.js')).toEqual(before)
    write('dist/other.js', 'damaged')
    expect(build(project)).toBe(1)
    expect(readFileSync(inProject('dist/other.js'), 'utf8')).toContain('export const other = 1')
  })

  // `npm test` used to remove dist and compile for ten seconds: whoever used the command then lost it, and a command that ran could not load the rest of itself.
  it('leaves what is as it was in its place, so that a command which runs meanwhile finishes', async () => {
    const command = spawn(process.execPath, [inProject('dist/main.js')])
    await untilItSays(command, 'waiting')
    const before = identity('dist/later/answer.js')
    write('src/other.ts', 'export const other = 2\n')
    rmSync(inProject('src/gone'), { recursive: true })
    // A module, its types and its map of the source that changed, and of the one that is gone.
    expect(build(project)).toBe(3 + 3)
    expect(identity('dist/later/answer.js')).toEqual(before)
    expect(() => statSync(inProject('dist/gone'))).toThrow('ENOENT')
    const ended = once(command, 'exit')
    command.stdin?.end('go on\n')
    await untilItSays(command, 'the answer')
    expect(await ended).toEqual([0, null])
  })

  // A plan spent a seventh of its time on loading six hundred modules.
  it('lays the modules of the command line together, and leaves a command that runs meanwhile the parts that it has yet to load', async () => {
    write('src/cli/main.ts', readFileSync(inProject('src/main.ts'), 'utf8').replace('./later', '../later'))
    build(project)
    const parts = () => readdirSync(inProject('dist/cli')).filter((path) => /^answer-[0-9A-Z]{8}\.js$/.test(path))
    const [part] = parts()
    expect(readFileSync(inProject(`dist/cli/${part}`), 'utf8')).toContain('the ')
    expect(JSON.parse(readFileSync(inProject(`dist/cli/${part}.map`), 'utf8')).sources).toEqual([
      '../../src/word.ts',
      '../../src/later/answer.ts',
    ])
    const command = spawn(process.execPath, [inProject('dist/cli/main.js')])
    await untilItSays(command, 'waiting')
    write('src/word.ts', `export const word: string = 'other answer'\n`)
    build(project)
    expect(parts()).toHaveLength(2)
    const ended = once(command, 'exit')
    command.stdin?.end('go on\n')
    await untilItSays(command, 'the answer')
    expect(await ended).toEqual([0, null])
  })

  it('that fails says why, and leaves dist as it was', async () => {
    const before = identity('dist/other.js')
    write('src/other.ts', `export const other: number = 'a text'\n`)
    expect(() => build(project)).toThrow('src does not compile; dist is as it was')
    expect(identity('dist/other.js')).toEqual(before)
    write('src/other.ts', 'export const other = 2\n')
    build(project)
    expect(identity('dist/other.js')).toEqual(before)
  })
})
