import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { inboxIds } from '../../../../../scripts/seed/inboxes.ts'
import { people } from '../../../../../scripts/seed/people.ts'
import { axeViolations } from '../support/axe.ts'
import type { WebWorld } from '../support/webWorld.ts'

/*
Every page, at a desk and on a phone, with and without a wallet
├── has one main heading, a title of its own, and fits the width of the screen
├── keeps nobody out, in light and in dark (axe)
└── is shown after a click with the focus on its heading
*/

/** Pages that show more to who has a wallet. */
const own = ['/', '/inbox', '/received', '/balance', '/write', '/mailing']

/** Of Chloe, who has an inbox, keys, prices and letters that wait. */
const chloe = 3

const sizes = [
  ['desk', false],
  ['phone', true],
] as const

export function pagesStories(world: () => WebWorld): void {
  describe.each(sizes)('every page at a %s', (size, phone) => {
    it('is sound for somebody without a wallet', { timeout: 240_000 }, async () => {
      const page = await world().open({ path: '/', phone })
      await sweep(world(), page, await pathsOf(world()), size)
      await page.context().close()
    })

    it('is sound for somebody with a wallet', { timeout: 240_000 }, async () => {
      const page = await world().open({ path: '/', phone, account: chloe })
      await sweep(world(), page, own, `${size}-wallet`)
      await page.context().close()
    })
  })

  describe('the way between pages', () => {
    it('gives the focus to the heading of the page that is shown', async () => {
      const page = await world().open({ path: '/' })
      const link = page.getByRole('navigation', { name: 'Main' }).getByRole('link', {
        name: 'Relays',
      })
      await link.focus()
      await page.keyboard.press('Enter')
      const heading = page.getByRole('heading', { level: 1, name: 'Relays' })
      await heading.waitFor()
      await expect
        .poll(() => heading.evaluate((element) => element === element.ownerDocument.activeElement))
        .toBe(true)
      expect(await link.getAttribute('aria-current')).toBe('page')
      await page.context().close()
    })

    it('lets the keyboard skip what is on every page', async () => {
      const page = await world().open({ path: '/relays' })
      await page.keyboard.press('Tab')
      await page.keyboard.press('Enter')
      const focused = await page.evaluate(() => document.activeElement?.id)
      expect(focused).toBe('main')
      await page.context().close()
    })

    it('is behind a button on a phone, which goes away again', async () => {
      const page = await world().open({ path: '/', phone: true })
      const menu = page.getByRole('button', { name: 'Menu' })
      expect(await menu.getAttribute('aria-expanded')).toBe('false')
      await menu.click()
      await page
        .getByRole('navigation', { name: 'Main' })
        .getByRole('link', { name: 'Explore' })
        .click()
      await page.waitForURL('**/explore')
      expect(await menu.getAttribute('aria-expanded')).toBe('false')
      await page.context().close()
    })

    it('remembers the appearance that was chosen', async () => {
      const page = await world().open({ path: '/', theme: 'light' })
      await page.getByRole('combobox', { name: 'Appearance' }).selectOption('dark')
      const theme = () => page.evaluate(() => document.documentElement.dataset.theme)
      expect(await theme()).toBe('dark')
      await page.reload()
      expect(await theme()).toBe('dark')
      await page.getByRole('combobox', { name: 'Appearance' }).selectOption('system')
      expect(await theme()).toBeUndefined()
      await page.context().close()
    })

    it('says so where nothing is', async () => {
      const page = await world().open({ path: '/nowhere' })
      expect(await page.title()).toBe('No such page · Pennypost')
      await page.context().close()
    })
  })
}

declare const document: {
  activeElement: { id: string } | null
  documentElement: {
    dataset: Record<string, string | undefined>
    scrollWidth: number
    clientWidth: number
  }
}

/** Every path that the app has, and one that it has not. */
async function pathsOf({ stack }: WebWorld): Promise<string[]> {
  const { letters, mailings } = stack.scene
  const { inbox } = (await (
    await fetch(`${stack.api.url}/v1/inboxes/${inboxIds.chloe}?chain=eip155:31337`)
  ).json()) as { inbox: { keys: { keyId: string }[] } }
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

/** Looks at each page in both themes; what is wrong with all of them is told at once. */
async function sweep(
  world: WebWorld,
  page: Page,
  paths: readonly string[],
  name: string,
): Promise<void> {
  const faults: string[] = []
  const keep = (path: string, theme: string) => {
    const [place = '', thing = ''] = path.slice(1).split('/')
    const called = [place || 'overview', thing].filter(Boolean).join('-')
    return world.shot(page, `${called}-${name}-${theme}`)
  }
  for (const path of paths) {
    await page.goto(path)
    await settled(page)
    const found = [...(await faultsOf(page)), ...(await axeViolations(page))]
    await keep(path, 'light')
    await page.emulateMedia({ colorScheme: 'dark' })
    found.push(...(await axeViolations(page, ['color-contrast'])))
    await keep(path, 'dark')
    await page.emulateMedia({ colorScheme: 'light' })
    faults.push(...found.map((fault) => `${path} (${name}) ${fault}`))
  }
  expect(faults).toEqual([])
}

/** What stands there while something is fetched. */
const waiting = '[class*="Loading"], [class*="Skeleton"], [aria-busy="true"]'

/** Waits until nothing is fetched any more: what came may ask for more, so one look is not enough. */
async function settled(page: Page): Promise<void> {
  await page.getByRole('heading', { level: 1 }).first().waitFor()
  let looks = 0
  const isQuiet = async () => {
    looks = (await page.locator(waiting).count()) === 0 ? looks + 1 : 0
    return looks >= 4
  }
  await expect.poll(isQuiet, { timeout: 20_000, interval: 60 }).toBe(true)
}

async function faultsOf(page: Page): Promise<string[]> {
  const { scrollWidth, clientWidth } = await page.evaluate(() => ({
    scrollWidth: document.documentElement.scrollWidth,
    clientWidth: document.documentElement.clientWidth,
  }))
  const title = await page.title()
  const headings = await page.getByRole('heading', { level: 1 }).count()
  return [
    ...(scrollWidth > clientWidth ? [`is ${scrollWidth} px wide, of ${clientWidth}`] : []),
    ...(headings === 1 ? [] : [`has ${headings} main headings`]),
    ...(/^(.+ · )?Pennypost$/.test(title) ? [] : [`is called ${JSON.stringify(title)}`]),
  ]
}
