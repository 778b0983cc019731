import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { askingStories } from './stories/asking.ts'
import { balanceStories } from './stories/balance.ts'
import { connectingStories } from './stories/connecting.ts'
import { everyPageStories } from './stories/everyPage.ts'
import { fundingStories } from './stories/funding.ts'
import { inboxStories } from './stories/inbox.ts'
import { letterStories } from './stories/letter.ts'
import { mailingStories } from './stories/mailing.ts'
import { outageStories } from './stories/outages.ts'
import { pagesStories } from './stories/pages.ts'
import { payingStories } from './stories/paying.ts'
import { provingStories } from './stories/proving.ts'
import { receivedStories } from './stories/received.ts'
import { registeringStories } from './stories/registering.ts'
import { searchingStories } from './stories/searching.ts'
import { timePassingStories } from './stories/timePassing.ts'
import { uiStories } from './stories/ui.ts'
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

everyPageStories(world)
pagesStories(world)
uiStories(world)
connectingStories(world)
askingStories(world)
inboxStories(world)
registeringStories(world)
letterStories(world)
payingStories(world)
receivedStories(world)
balanceStories(world)
fundingStories(world)
mailingStories(world)
searchingStories(world)
provingStories(world)
outageStories(world)
// The last: they put the chain’s clock forward.
timePassingStories(world)

describe('all pages of all stories', () => {
  it('have broken no policy, logged no complaint, and asked nobody else', () => {
    expect(world().breaches).toEqual([])
  })
})
