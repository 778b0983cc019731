import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { createAdaptorServer } from '@hono/node-server'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { World } from '../../api/world.ts'
import { startWorld } from '../../api/world.ts'
import { startChromium } from '../../helpers/chromium.ts'

/*
GET /docs in a browser that reaches 127.0.0.1 only
├── shows the reference: every tag and operation
├── shows what is inside an operation once it is opened
└── asks nobody else for anything, and logs no error
*/

let world: World
let server: Server
let browser: Browser
let page: Page
let url: string
const asked: string[] = []
const errors: string[] = []

beforeAll(async () => {
  world = await startWorld()
  server = createAdaptorServer({ fetch: world.app.fetch }) as Server
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  browser = await startChromium()
  page = await browser.newPage({ viewport: { width: 1280, height: 900 } })
  page.on('request', (request) => void asked.push(request.url()))
  page.on('pageerror', (error) => void errors.push(String(error)))
  page.on('console', (message) => {
    if (message.type() === 'error') errors.push(message.text())
  })
  await page.goto(`${url}/docs`, { waitUntil: 'networkidle' })
})

afterAll(async () => {
  await browser?.close()
  server?.close()
  server?.closeAllConnections()
  await world?.stop()
})

describe('GET /docs', () => {
  it('shows every operation by its summary', async () => {
    const document = (await (await fetch(`${url}/openapi.json`)).json()) as {
      paths: Record<string, Record<string, { summary: string; tags: string[] }>>
    }
    const operations = Object.values(document.paths).flatMap((path) => Object.values(path))
    expect(operations.length).toBeGreaterThan(15)
    const navigation = page.locator('aside, nav')
    const shown = async () => (await navigation.allTextContents()).join(' ').replaceAll(/\s+/g, ' ')
    for (const tag of new Set(operations.flatMap(({ tags }) => tags))) {
      const closed = navigation.getByRole('button', { name: `Open Group - ${tag}`, exact: true })
      if ((await closed.count()) > 0) await closed.first().click()
      for (const { summary } of operations.filter(({ tags }) => tags.includes(tag))) {
        await expect.poll(shown, { timeout: 20_000, message: tag }).toContain(summary)
      }
    }
  })

  it('shows the fields of a request', async () => {
    await page.goto(`${url}/docs#tag/verdicts/POST/v1/verify`)
    await expect
      .poll(() => page.locator('body').textContent(), { timeout: 20_000 })
      .toMatch(/letterHash[\s\S]*keccak256 of the sealed bytes/)
  })

  it('asks no other host for anything, and logs no error', () => {
    const hosts = asked
      .filter((each) => /^(https?|wss?):/.test(each))
      .map((each) => new URL(each).host)
    expect(new Set(hosts)).toEqual(new Set([new URL(url).host]))
    expect(errors).toEqual([])
  })
})
