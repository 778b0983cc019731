import fs from 'node:fs'
import { isBuiltin } from 'node:module'
import path from 'node:path'

import { importsOf } from './importsOf.ts'
import type { Rule } from './rules.ts'
import { partOf, RULES } from './rules.ts'

/** An import that the architecture does not allow. */
export type Violation = { file: string; line: number; imports: string; rule: string }

/** What the package.json files of the repository say. */
type Packages = {
  dependencies: Set<string>
  devDependencies: Set<string>
  /** Folders of our own packages by name. */
  workspaces: Map<string, string>
}

const SKIPPED = ['node_modules', 'dist', 'cache', 'coverage', 'artifacts']
const SOURCE = /\.[cm]?[jt]sx?$/

/**
 * Finds every import that crosses a boundary of `rules.ts`.
 *
 * @param root - Of the repository: an absolute path.
 * @returns In the order of files and lines.
 */
export function checkBoundaries(root: string): Violation[] {
  const packages = readPackages(root)
  return sourceFiles(root, '').flatMap((file) => {
    const imports = importsOf(file, fs.readFileSync(path.join(root, file), 'utf8'))
    return imports.flatMap(({ specifier, line }) => {
      const { target, rule } = judge(file, specifier, packages)
      return rule ? [{ file, line, imports: target, rule }] : []
    })
  })
}

/** Which rule an import breaks, if any; and what it imports, as a path of the repository if it is one. */
function judge(file: string, specifier: string, packages: Packages) {
  const part = partOf(file)
  const rule = part && RULES[part]
  const inside = ownPath(file, specifier, packages)
  const target = inside ?? specifier
  if (!rule) return { target, rule: `the architecture has no place for ${file}; see rules.ts` }
  if (inside !== undefined) return { target, rule: judgePart(part, rule, inside) }
  return { target, rule: judgePackage(part, rule, specifier, packages) }
}

/** The path in the repository that a specifier stands for; undefined if it is a package's. */
function ownPath(file: string, specifier: string, { workspaces }: Packages): string | undefined {
  if (specifier.startsWith('.')) return path.posix.join(path.posix.dirname(file), specifier)
  return workspaces.get(nameOf(specifier))
}

function judgePart(part: string, rule: Rule, target: string): string | undefined {
  const other = partOf(target) ?? partOf(`${target}.ts`)
  if (other === part || (other && rule.parts.includes(other))) return undefined
  const allowed = rule.parts.length > 0 ? rule.parts.join(', ') : 'nothing else of the repository'
  return `${part} may import ${allowed}`
}

function judgePackage(
  part: string,
  { packages, never }: Rule,
  specifier: string,
  { dependencies, devDependencies }: Packages,
): string | undefined {
  const name = nameOf(specifier)
  if (specifier.startsWith('ponder:')) {
    const isRunByPonder = ['bench/yardsticks', 'indexer'].includes(part)
    return isRunByPonder ? undefined : 'ponder: modules exist inside the indexer only'
  }
  if (Array.isArray(packages)) {
    if (packages.includes(name)) return undefined
    return `${part} may import ${packages.length > 0 ? `only ${packages.join(', ')}` : 'no package'}`
  }
  if (isBuiltin(specifier)) return undefined
  if (never?.includes(name)) return `${part} never imports ${never.join(', ')}`
  const isDev = devDependencies.has(name) && !dependencies.has(name)
  if (packages === 'dependencies' && isDev) return 'product code never imports devDependencies'
  return undefined
}

/** `@scope/name/deep` and `name/deep` without `/deep`. */
function nameOf(specifier: string): string {
  return specifier.split('/', specifier.startsWith('@') ? 2 : 1).join('/')
}

function sourceFiles(root: string, folder: string): string[] {
  const entries = fs.readdirSync(path.join(root, folder), { withFileTypes: true })
  return entries
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) => {
      const file = path.posix.join(folder, entry.name)
      if (entry.name.startsWith('.') || SKIPPED.includes(entry.name)) return []
      if (entry.isDirectory()) return sourceFiles(root, file)
      return SOURCE.test(entry.name) ? [file] : []
    })
}

function readPackages(root: string): Packages {
  const found: Packages = {
    dependencies: new Set(),
    devDependencies: new Set(),
    workspaces: new Map(),
  }
  for (const folder of ['.', ...Object.keys(RULES)]) {
    const file = path.join(root, folder, 'package.json')
    if (!fs.existsSync(file)) continue
    const manifest = JSON.parse(fs.readFileSync(file, 'utf8'))
    for (const group of ['dependencies', 'peerDependencies', 'optionalDependencies']) {
      for (const name of Object.keys(manifest[group] ?? {})) found.dependencies.add(name)
    }
    for (const name of Object.keys(manifest.devDependencies ?? {})) found.devDependencies.add(name)
    if (folder !== '.' && manifest.name) found.workspaces.set(manifest.name, folder)
  }
  return found
}
