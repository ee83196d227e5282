import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { packageJson, ROOT } from './repository.ts'

const ACCEPTED = ['MIT', 'ISC', 'Apache-2.0', 'BSD-2-Clause', 'BSD-3-Clause']
const accepted = (licence: string) => licence.split(' OR ').some((name) => ACCEPTED.includes(name))

const { dependencies, devDependencies, peerDependencies } = packageJson()
const page = readFileSync(`${ROOT}docs/dependencies.md`, 'utf8')
const [runtime, optional, workshop] = page.split(/^## .*\n/m).slice(1)

/** The rows of a table whose first cell is a package: name to licence. */
function table(text: string): Record<string, string> {
  return Object.fromEntries(
    [...text.matchAll(/^\| `([^`]+)` \| ([^|]+) \|/gm)].map(([, name, licence]) => [name, licence]),
  )
}

/** What the installed packages say of themselves. */
function installed(names: string[]): Record<string, string> {
  const licence = (name: string) => JSON.parse(readFileSync(`${ROOT}node_modules/${name}/package.json`, 'utf8')).license
  return Object.fromEntries(names.map((name) => [name, licence(name)]))
}

describe('docs/dependencies.md', () => {
  it('names every package at run time, with its licence', () => {
    expect(table(runtime)).toEqual(installed(Object.keys(dependencies)))
  })

  it('names every package of the workshop, with its licence', () => {
    expect(table(workshop)).toEqual(installed(Object.keys(devDependencies)))
  })

  it('names the packages that are installed by those who want them; tests run with one of the versions that are allowed', () => {
    for (const [name, range] of Object.entries(peerDependencies)) {
      expect(optional).toContain(`\`${name}\``)
      expect(range).toBe(`^${devDependencies[name]}`)
    }
  })

  it('every licence is an accepted one, also of what comes along at run time', () => {
    const { packages } = JSON.parse(readFileSync(`${ROOT}package-lock.json`, 'utf8')) as {
      packages: Record<string, { license: string; dev?: boolean }>
    }
    const direct = installed([...Object.keys(dependencies), ...Object.keys(devDependencies)])
    const shipped = Object.entries(packages).filter(([path, { dev }]) => path !== '' && !dev)
    const licences = { ...direct, ...Object.fromEntries(shipped.map(([path, { license }]) => [path, license])) }
    expect(Object.entries(licences).filter(([, licence]) => !accepted(licence))).toEqual([])
    const names = shipped.map(([path]) => path.replace(/^.*node_modules\//, ''))
    expect(names.filter((name) => !runtime.includes(`\`${name}\``))).toEqual([])
  })
})

it('versions are exact', () => {
  const loose = Object.entries({ ...dependencies, ...devDependencies }).filter(
    ([, version]) => !/^\d+\.\d+\.\d+(-[\w.]+)?$/.test(version),
  )
  expect(loose).toEqual([])
})
