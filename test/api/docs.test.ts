import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { ponderFinality } from '../../api/freshness/ponderFinality.ts'
import { problemCodes, problems } from '../../protocol/problems.ts'
import { reasonCodes } from '../../protocol/reasons.ts'

const root = new URL('../../', import.meta.url)
const page = readFileSync(new URL('docs/api.md', root), 'utf8')

describe('docs/api.md', () => {
  it.each(problemCodes)('lists the problem %s under its status', (code) => {
    const rows = page
      .split('\n')
      .filter((line) => line.startsWith('|') && line.includes(`\`${code}\``))
    const { status } = problems[code]
    expect(rows.some((row) => row.split('|')[1]?.includes(String(status)))).toBe(true)
  })

  it.each(reasonCodes)('lists the reason %s', (reason) => {
    expect(page).toContain(`\`${reason}\``)
  })

  it('names every path of the API', () => {
    const { paths } = JSON.parse(
      readFileSync(new URL('test/api/snapshots/openapi.json', root), 'utf8'),
    ) as { paths: object }
    const missing = Object.keys(paths).filter((path) => !page.includes(path))
    expect(missing).toEqual([])
  })
})

describe('ponderFinality', () => {
  it.each([
    [1, 65],
    [11_155_111, 65],
    [137, 200],
    [42_161, 240],
    [42_170, 240],
    [8_453, 30],
    [31_337, 30],
  ])('of chain %i is %i blocks, as in Ponder', async (chainId, depth) => {
    const module = new URL('node_modules/ponder/dist/esm/utils/finality.js', root).href
    const { getFinalityBlockCount } = (await import(module)) as {
      getFinalityBlockCount: (given: { chain: { id: number } }) => number
    }
    expect(ponderFinality(chainId)).toBe(depth)
    expect(getFinalityBlockCount({ chain: { id: chainId } })).toBe(depth)
  })
})
