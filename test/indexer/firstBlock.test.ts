import { mkdtempSync, rmSync } from 'node:fs'
import type { Server } from 'node:http'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

import { firstBlock } from '../../indexer/firstBlock.ts'
import type { Database } from '../../scripts/stack/database.ts'
import { removeDatabase, startDatabase } from '../../scripts/stack/database.ts'
import { freePort } from '../../scripts/stack/ports.ts'
import { runScript } from './support/runScript.ts'

let folder: string
let database: Database
let node: Server
let head = 0

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'pennypost-first-block-'))
  database = await startDatabase({ dir: databaseDir(), logDir: folder })
  node = createServer((_request, response) => {
    response.setHeader('content-type', 'application/json')
    response.end(JSON.stringify({ jsonrpc: '2.0', id: 1, result: `0x${head.toString(16)}` }))
  })
  await new Promise<void>((resolve) => node.listen(0, '127.0.0.1', resolve))
})
afterAll(async () => {
  node?.close()
  await database?.stop()
  await removeDatabase(databaseDir())
  rmSync(folder, { recursive: true, force: true })
})

describe('firstBlock', () => {
  it('is the head at first, and stays so, for each chain of a database', async () => {
    const databaseUrl = await database.createDatabase('chains')
    head = 7
    expect(await firstBlock(envOf(1, databaseUrl))).toBe(7)
    head = 9
    expect(await firstBlock(envOf(1, databaseUrl))).toBe(7)
    expect(await firstBlock(envOf(2, databaseUrl))).toBe(9)
  })

  it('is the head anew in a new database', async () => {
    head = 2 ** 40
    const databaseUrl = await database.createDatabase('another')
    expect(await firstBlock(envOf(1, databaseUrl))).toBe(2 ** 40)
  })

  it('is one, whoever asks first', async () => {
    const databaseUrl = await database.createDatabase('together')
    const asked = Array.from({ length: 8 }, (_, chain) => firstBlock(envOf(chain % 2, databaseUrl)))
    expect(new Set(await Promise.all(asked))).toEqual(new Set([head]))
  })
})

describe('firstBlockOrExit', () => {
  it('ends the process with 75 where the database cannot be reached', async () => {
    const nowhere = `postgres://postgres:secret@127.0.0.1:${await freePort()}/postgres`
    const { code, stderr } = await exitOf(envOf(1, nowhere))
    expect(code).toBe(75)
    expect(stderr).toContain('The indexer cannot start now: Error: connect ECONNREFUSED')
    expect(stderr).not.toContain('secret')
  })

  it('ends the process with 75 where no node can be reached, and keeps its url to itself', async () => {
    const databaseUrl = await database.createDatabase('alone')
    const rpcUrls = [`http://127.0.0.1:${await freePort()}/secret`]
    const { code, stderr } = await exitOf({ ...envOf(1, databaseUrl), rpcUrls })
    expect(code).toBe(75)
    expect(stderr).toContain('The indexer cannot start now: HTTP request failed.')
    expect(stderr).not.toContain('secret')
  })
})

function databaseDir(): string {
  return join(folder, 'postgres')
}

function envOf(chainId: number, databaseUrl: string) {
  const { port } = node.address() as AddressInfo
  const rpcUrls = [`http://127.0.0.1:${port}`]
  return {
    chainId,
    databaseUrl,
    rpcUrls,
    deploymentsDir: 'deployments',
    wsUrl: undefined,
    stallSeconds: 30,
  }
}

function exitOf(env: ReturnType<typeof envOf>) {
  const script = `
    import { firstBlockOrExit } from './indexer/firstBlock.ts'
    await firstBlockOrExit(JSON.parse(process.env.WITH))`
  return runScript(script, { WITH: JSON.stringify(env) })
}
