/**
 * Keeps package-lock.json installable on other machines than the one it was written on.
 *
 *     node scripts/lockfile.ts           adds what npm left out; run it after every npm install
 *     node scripts/lockfile.ts --check   changes nothing, and fails if something is wrong
 */
import fs from 'node:fs'
import path from 'node:path'

import { checkLock } from './lockfile/checkLock.ts'
import { completeLock } from './lockfile/completeLock.ts'

const root = path.resolve(import.meta.dirname, '..')
const file = path.join(root, 'package-lock.json')
const before = fs.readFileSync(file, 'utf8')
const manifest = JSON.parse(fs.readFileSync(path.join(root, 'package.json'), 'utf8'))

if (!process.argv.includes('--check')) {
  const after = `${JSON.stringify(completeLock(JSON.parse(before)), null, 2)}\n`
  if (after !== before) fs.writeFileSync(file, after)
  console.log(after === before ? 'Nothing to add.' : 'Completed package-lock.json.')
}

const { problems, unverified } = checkLock(JSON.parse(fs.readFileSync(file, 'utf8')), manifest)
for (const problem of problems) console.error(problem)
for (const [target, names] of Object.entries(unverified)) {
  if (names.length > 0) console.log(`Without integrity on ${target}: ${names.join(', ')}`)
}
if (problems.length > 0) process.exitCode = 1
