import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { letterLines } from '../../scripts/stack/letterLines.ts'
import { root } from '../../scripts/stack/paths.ts'

const urlOf = (port: number) => ({ url: `http://127.0.0.1:${port}` })

/** The commands of a stack with some ports, without what is said about them. */
function commands(chain: number, api: number, letters: string): string[] {
  const relay = { ...urlOf(8788), keyFiles: { signing: '', letters } }
  const lines = letterLines({ chain: urlOf(chain), api: urlOf(api), relay })
  return lines.split('\n').filter((line) => line.includes('npm run'))
}

describe('letterLines', () => {
  it('leaves out what the command line takes for granted, and names files as npm sees them', () => {
    const [send = '', read = ''] = commands(8545, 8787, join(root, '.data/keys/letters.json'))
    expect(send).toMatch(/ --dev 15 --relay http:\/\/127\.0\.0\.1:8788$/)
    expect(read).toMatch(/ --key '\.data\/keys\/letters\.json' --dev 3 --relay \S+$/)
  })

  it('names each part that is elsewhere', () => {
    const [send, read] = commands(9545, 9787, '/elsewhere/letters.json')
    const places = ' --rpc http://127.0.0.1:9545 --api http://127.0.0.1:9787'
    expect([send, read]).toEqual([expect.stringContaining(places), expect.stringContaining(places)])
    expect(read).toContain(" --key '/elsewhere/letters.json' ")
  })
})
