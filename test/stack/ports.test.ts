import type { Server } from 'node:net'
import { createServer } from 'node:net'
import { afterEach, describe, expect, it } from 'vitest'
import { holderOf } from '../../scripts/stack/portHolder.ts'
import { freePort, PortInUse, requirePort } from '../../scripts/stack/ports.ts'

let server: Server | undefined

afterEach(() => server?.close())

async function listen(port: number): Promise<void> {
  server = createServer()
  await new Promise<void>((resolve) => server?.listen(port, '127.0.0.1', resolve))
}

describe('freePort', () => {
  it('gives none that an outgoing connection may be given the next moment', async () => {
    const ports = await Promise.all(Array.from({ length: 50 }, () => freePort()))
    for (const port of ports) expect(port).toBeLessThan(32_768)
    expect(new Set(ports).size).toBeGreaterThan(40)
  })
})

describe('requirePort', () => {
  it('has nothing to say about a free port', async () => {
    await requirePort(await freePort(), 'the API', 'API_PORT')
  })

  it('says who holds a taken one and which variable chooses another', async () => {
    const port = await freePort()
    await listen(port)
    const error = await requirePort(port, 'the API', 'API_PORT').catch((error: unknown) => error)
    expect(error).toBeInstanceOf(PortInUse)
    const { message } = error as PortInUse
    expect(message).toMatch(new RegExp(`^Port ${port}, meant for the API, is in use by .+ \\(`))
    expect(message).toContain(`(process ${process.pid})`)
    expect(message).toMatch(/choose another port: API_PORT=\d+ npm start$/)
  })
})

describe('holderOf', () => {
  it('knows of nobody on a free port', async () => {
    expect(holderOf(await freePort())).toBeUndefined()
  })
})
