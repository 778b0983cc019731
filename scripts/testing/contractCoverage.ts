import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { problemCodes } from '../../protocol/problems.ts'
import { reasonCodes } from '../../protocol/reasons.ts'
import { root } from '../stack/paths.ts'

type Document = { paths: Record<string, Record<string, { operationId: string }>> }

/**
 * What the API promises and no test has seen it do: an operation that never succeeded, a problem or a verdict's reason that nobody
 * provoked.
 *
 * @param dir - Where the tests noted what was answered: `CONTRACT_DIR` of test/api/contract.ts.
 * @returns A sentence for each.
 */
export function findUnprovoked(dir: string): string[] {
  const noted = readdirSync(dir).flatMap((file) =>
    readFileSync(join(dir, file), 'utf8').trim().split('\n'),
  )
  const seen = new Set(noted.map((line) => line.replace(/^(operation \S+) 2\d\d$/, '$1 succeeds')))
  const { paths } = JSON.parse(
    readFileSync(join(root, 'test/api/snapshots/openapi.json'), 'utf8'),
  ) as Document
  const operations = Object.values(paths).flatMap((methods) => Object.values(methods))
  const promised = [
    ...operations.map(({ operationId }) => `operation ${operationId} succeeds`),
    ...problemCodes.map((code) => `code ${code}`),
    ...reasonCodes.map((reason) => `reason ${reason}`),
  ]
  return promised
    .filter((line) => !seen.has(line))
    .map((line) => `No test of test/api has seen: ${line}.`)
}
