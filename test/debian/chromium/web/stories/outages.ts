import { describe, it } from 'vitest'
import { mineIndexed } from '../support/mineIndexed.ts'
import { proven } from '../support/proven.ts'
import { seededStamp } from '../support/seededStamps.ts'
import { sharedPage } from '../support/sharedPage.ts'
import type { WebWorld } from '../support/webWorld.ts'

/*
What is gone
├── an API is told of, and the page comes back with it
├── a node is told of, and nothing is called false
└── a part of a page is told of in its place, and comes when the page is loaded again
*/

/** Who has an inbox with prices. */
const chloe = 3

export function outageStories(world: () => WebWorld): void {
  describe('what is gone', () => {
    const desk = sharedPage(world)

    it('an API is told of, and the page comes back with it', { timeout: 60_000 }, async () => {
      const { stampId } = await seededStamp(world(), 'collected')
      const page = desk()
      const toApi = `${world().stack.api.url}/**`
      await page.route(toApi, (route) => route.abort())
      await page.goto(`/explore/stamps/${stampId}`)
      await page.getByText('The API gives no answer to that just now').waitFor()
      await page.getByText(/^The API does not answer just now\./).waitFor()
      await page.unroute(toApi)
      await page.getByText('The recipient took the stake.').waitFor()
      await proven(page)
      await page.getByText(/^The API does not answer just now\./).waitFor({ state: 'detached' })
    })

    it('a node is told of, and nothing is called false', { timeout: 60_000 }, async () => {
      const { stampId } = await seededStamp(world(), 'collected')
      const page = desk()
      const toNode = (url: URL) => url.origin === new URL(world().stack.chain.url).origin
      await page.route(toNode, (route) => route.abort())
      await page.goto(`/explore/stamps/${stampId}`)
      const region = page.getByRole('region', { name: 'Check it yourself' })
      await region.getByText('Not checked').waitFor()
      await region.getByText(/^This site’s node .* does not answer/).waitFor()
      await page.unroute(toNode)
      await mineIndexed(world())
      await region.getByRole('button', { name: 'Check again' }).click()
      await proven(page)
    })

    it('a part of a page is told of in its place, and comes when the page is loaded again', async () => {
      const page = await world().open({ path: '/inbox', account: chloe })
      const part = '**/assets/PriceEditor-*.js'
      await page.route(part, (route) => route.abort())
      await page.getByRole('button', { name: 'Change door and price' }).click()
      const notice = page
        .getByRole('alert')
        .filter({ hasText: 'This part of the page did not come' })
      await notice.waitFor()
      await page.getByRole('heading', { name: 'My inbox' }).waitFor()
      await page.unroute(part)
      await notice.getByRole('button', { name: 'Load the page again' }).click()
      await page.getByRole('button', { name: 'Change door and price' }).click()
      await page
        .getByRole('group', { name: 'Change door and price' })
        .getByRole('radio')
        .first()
        .waitFor()
      await page.context().close()
    })
  })
}
