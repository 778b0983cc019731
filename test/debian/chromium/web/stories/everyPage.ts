import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { inboxIds } from '../../../../../scripts/seed/inboxes.ts'
import { people } from '../../../../../scripts/seed/people.ts'
import type { ApiSchemas } from '../../../../../sdk/src/index.ts'
import { axeViolations } from '../support/axe.ts'
import { phoneSwitch } from '../support/phoneSwitch.ts'
import { visit } from '../support/visit.ts'
import type { WebWorld } from '../support/webWorld.ts'

/*
Every page, with and without a wallet, at a desk and on a phone
├── has one main heading, a title of its own, and fits the width of the screen; a picture of it is kept
└── keeps nobody out, in light and in dark (axe)
*/

/** Pages that show more to who has a wallet. */
const own = ['/', '/inbox', '/received', '/balance', '/write', '/mailing']

/** Rules of axe that another theme may break. */
const ofColours = ['color-contrast', 'link-in-text-block']

/** Of Chloe, who has an inbox, keys, prices and letters that wait. */
const chloe = 3

export function everyPageStories(world: () => WebWorld): void {
  describe('every page, at a desk and on a phone', { timeout: 240_000 }, () => {
    it('is sound for somebody without a wallet', async () => {
      const page = await world().openBlank()
      await sweep(world(), page, await pathsOf(world()))
      await page.context().close()
    })

    it('is sound for somebody with a wallet', async () => {
      const page = await world().openBlank({ account: chloe })
      await sweep(world(), page, own, '-wallet')
      await page.context().close()
    })
  })
}

/** Every path that the app has, and one that it has not. */
async function pathsOf({ stack }: WebWorld): Promise<string[]> {
  const { letters, mailings } = stack.scene
  const answer = await fetch(`${stack.api.url}/v1/inboxes/${inboxIds.chloe}?chain=eip155:31337`)
  const { inbox } = (await answer.json()) as ApiSchemas['InboxResponse']
  return [
    ...own,
    '/explore',
    `/explore/inboxes/${inboxIds.chloe}`,
    `/explore/wallets/${people.heidi.account.address}`,
    `/explore/stamps/${letters.open.stampId}`,
    `/explore/stamps/${letters.collected.stampId}`,
    `/explore/mailings/${mailings.newsletter.mailingId}`,
    `/explore/relays/${people.wren.account.address}`,
    `/explore/keys/${inbox.keys[0]?.keyId}`,
    '/explore/stamps/0x12',
    '/relays',
    '/status',
    '/nowhere',
  ]
}

/** Loads each page once and looks at it at both sizes in both themes; what is wrong with all of them is told at once. */
async function sweep(
  world: WebWorld,
  page: Page,
  paths: readonly string[],
  suffix = '',
): Promise<void> {
  const faults: string[] = []
  const beOnPhone = await phoneSwitch(page)
  const beDark = (isDark: boolean) => page.emulateMedia({ colorScheme: isDark ? 'dark' : 'light' })
  for (const path of paths) {
    const look = async (size: string, theme: string, only?: readonly string[]) => {
      const name = `${size}${suffix}-${theme}`
      const found = [...(await faultsOf(page)), ...(await axeViolations(page, only))]
      faults.push(...found.map((fault) => `${path} (${name}) ${fault}`))
      if (theme === 'dark') return
      const [place = '', thing = ''] = path.slice(1).split('/')
      await world.shot(page, `${[place || 'overview', thing].filter(Boolean).join('-')}-${name}`)
    }
    await visit(page, path)
    await settled(page)
    await look('desk', 'light')
    await beOnPhone(true)
    await look('phone', 'light')
    await beDark(true)
    await look('phone', 'dark', ofColours)
    await beOnPhone(false)
    await look('desk', 'dark', ofColours)
    await beDark(false)
  }
  expect(faults).toEqual([])
}

/** What stands there while something is fetched. */
const waiting = '[class*="Loading"], [class*="Skeleton"], [aria-busy="true"]'

/** Waits until nothing is fetched any more: what came may ask for more, so one look is not enough. */
async function settled(page: Page): Promise<void> {
  let looks = 0
  const isQuiet = async () => {
    looks = (await page.locator(waiting).count()) === 0 ? looks + 1 : 0
    return looks >= 4
  }
  await expect.poll(isQuiet, { timeout: 20_000, interval: 60 }).toBe(true)
}

declare const document: {
  title: string
  documentElement: { scrollWidth: number; clientWidth: number }
}

async function faultsOf(page: Page): Promise<string[]> {
  const { scrollWidth, clientWidth, title } = await page.evaluate(() => ({
    scrollWidth: document.documentElement.scrollWidth,
    clientWidth: document.documentElement.clientWidth,
    title: document.title,
  }))
  const headings = await page.getByRole('heading', { level: 1 }).count()
  return [
    ...(scrollWidth > clientWidth ? [`is ${scrollWidth} px wide, of ${clientWidth}`] : []),
    ...(headings === 1 ? [] : [`has ${headings} main headings`]),
    ...(/^(.+ · )?Pennypost$/.test(title) ? [] : [`is called ${JSON.stringify(title)}`]),
  ]
}
