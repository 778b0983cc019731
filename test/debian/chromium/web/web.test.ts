import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { balanceStories } from './stories/balance.ts'
import { exploreStories } from './stories/explore.ts'
import { inboxStories } from './stories/inbox.ts'
import { letterStories } from './stories/letter.ts'
import { mailingStories } from './stories/mailing.ts'
import { pagesStories } from './stories/pages.ts'
import { payingStories } from './stories/paying.ts'
import { receivedStories } from './stories/received.ts'
import { uiStories } from './stories/ui.ts'
import { walletStories } from './stories/wallet.ts'
import type { WebWorld } from './support/webWorld.ts'
import { openWebWorld } from './support/webWorld.ts'

/*
The web app as it is served, in a browser, on one stack: each part’s stories are in stories/.
*/

let opened: WebWorld | undefined

const world = () => {
  if (!opened) throw new Error('The stack is not up')
  return opened
}

beforeAll(async () => {
  opened = await openWebWorld()
}, 300_000)

afterAll(() => opened?.close())

pagesStories(world)
uiStories(world)
walletStories(world)
inboxStories(world)
letterStories(world)
payingStories(world)
receivedStories(world)
balanceStories(world)
mailingStories(world)
exploreStories(world)

describe('all pages of all stories', () => {
  it('have broken no policy, logged no complaint, and asked nobody else', () => {
    expect(world().breaches).toEqual([])
  })
})
