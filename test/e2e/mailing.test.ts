import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { people } from '../../scripts/seed/people.ts'
import { openWorld } from '../../scripts/seed/world.ts'
import { bigMailing } from '../helpers/bigMailing.ts'
import type { TestStack } from './support/testStack.ts'
import { startTestStack } from './support/testStack.ts'

let stack: TestStack

beforeAll(async () => {
  stack = await startTestStack({ withRelay: true })
})
afterAll(() => stack?.stop())

describe('a mailing of 10,000 letters', () => {
  // To as many inboxes as letters `npm run bench -- mailingCli` sends one.
  it('goes from a list to collected leaves by the command line, and the rest comes back', async () => {
    const { chain, api, relay, deployment } = stack
    if (!relay) throw new Error('There is no relay.')
    const folder = join(stack.folder, 'mailing')
    mkdirSync(folder)
    const { opened, collected, proofLength } = await bigMailing({
      ...{ world: openWorld(chain.url, deployment), rpcUrl: chain.url, apiUrl: api.url },
      relay: { address: people.wren.account.address, url: relay.url },
      ...{ folder, letters: 10_000, inboxes: 500, isSealed: false },
    })
    expect(proofLength).toBe(14)
    // Whatever the number of letters.
    expect(opened.gas).toBeLessThan(60_000n)
    // The first to collect among 256 letters beside each other writes a new word.
    expect(collected.gas).toBeLessThan(110_000n)
  })
})
