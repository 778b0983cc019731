import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { readDeployment, UnknownChainError } from '../../index.ts'

let dir: string

beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'pennypost-deployments-'))
})

afterEach(() => rmSync(dir, { recursive: true, force: true }))

describe('readDeployment', () => {
  it('reads the file of a chain', () => {
    const deployment = { chainId: 84532, network: 'baseSepolia', commit: 'c', contracts: {} }
    writeFileSync(join(dir, '84532.json'), JSON.stringify(deployment))
    expect(readDeployment(84532, dir)).toEqual(deployment)
  })

  it('names the chains there are when it has none of that id', () => {
    for (const name of ['84532.json', '8453.json', 'README.md', '05.json', '7.json.123']) {
      writeFileSync(join(dir, name), '{}')
    }
    const error = catchError(() => readDeployment(5, dir))
    expect(error).toBeInstanceOf(UnknownChainError)
    expect(error.message).toBe('No Pennypost deployment on chain 5. Known: 8453, 84532.')
    expect(error).toMatchObject({ chainId: 5, known: [8453, 84532] })
  })

  it('says so when there are none at all, or no folder', () => {
    const message = 'No Pennypost deployment on chain 5. Known: none.'
    expect(() => readDeployment(5, dir)).toThrow(message)
    expect(() => readDeployment(5, join(dir, 'nowhere'))).toThrow(message)
  })

  it('does not hide that a folder cannot be read', () => {
    writeFileSync(join(dir, 'file'), '')
    mkdirSync(join(dir, 'folder'))
    expect(() => readDeployment(5, join(dir, 'file'))).toThrow('ENOTDIR')
  })
})

function catchError(act: () => unknown): Error {
  try {
    act()
  } catch (error) {
    return error as Error
  }
  throw new Error('Nothing was thrown')
}
