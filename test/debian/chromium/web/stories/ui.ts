import type { Locator, Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { axeViolations } from '../support/axe.ts'
import { sharedPage } from '../support/sharedPage.ts'
import { visit } from '../support/visit.ts'
import type { WebWorld } from '../support/webWorld.ts'

/*
The pieces that pages are made of, where only a browser can tell
├── a dialog keeps the focus, and gives it back where it came from
├── a select is chosen from by keyboard alone, under the policy of the page
├── a menu is walked through by keyboard, and says in a toast that is a status what was done
├── a time tells itself to the second, on focus and on a tap
├── an id is copied whole
├── a table that is cards on a phone stays a table to a screen reader
└── the status page tells how the chain is, and moves nothing while it does
*/

declare const navigator: { clipboard: { readText(): Promise<string> } }

/** Of Chloe, who has an inbox. */
const chloe = 3

export function uiStories(world: () => WebWorld): void {
  describe('at a desk', () => atDesk(world))
  describe('on a phone', () => onPhone(world))
}

function atDesk(world: () => WebWorld): void {
  const desk = sharedPage(world)

  describe('a dialog', () => {
    it('keeps the focus, and gives it back where it came from', async () => {
      const page = desk()
      await visit(page, '/status')
      const opener = page.getByRole('banner').getByRole('button', { name: 'Connect wallet' })
      await opener.press('Enter')
      const dialog = page.getByRole('dialog')
      await dialog.waitFor()
      for (const key of ['Tab', 'Tab', 'Tab', 'Tab', 'Shift+Tab', 'Shift+Tab']) {
        await page.keyboard.press(key)
        await expect.poll(() => holdsFocus(dialog)).toBe(true)
      }
      expect(await axeViolations(page, ['aria-dialog-name', 'color-contrast'])).toEqual([])
      await page.keyboard.press('Escape')
      await dialog.waitFor({ state: 'detached' })
      await expect.poll(() => holdsFocus(opener)).toBe(true)
    })
  })

  describe('a select', () => {
    it('is chosen from by keyboard alone, under the policy of the page', async () => {
      const page = await world().open({ path: '/inbox', account: chloe })
      await page.getByRole('button', { name: /^Add (new|the) keys/ }).press('Enter')
      const select = page.getByRole('combobox', { name: 'Good for' })
      const before = await select.textContent()
      await select.press('Enter')
      await page.getByRole('listbox').waitFor()
      await page.keyboard.press('End')
      await page.keyboard.press('Enter')
      await page.getByRole('listbox').waitFor({ state: 'detached' })
      await expect.poll(() => select.textContent()).not.toBe(before)
      await expect.poll(() => holdsFocus(select)).toBe(true)
      await page.context().close()
    })
  })

  describe('an id', () => {
    it('is copied whole, however short it is shown', async () => {
      const page = desk()
      await visit(page, '/status')
      const copy = page.getByRole('button', { name: /^Copy address 0x/ }).first()
      await copy.click()
      await page.getByRole('status').getByText('Copied').waitFor({ state: 'attached' })
      const copied = await page.evaluate(() => navigator.clipboard.readText())
      expect(copied).toMatch(/^0x[0-9a-fA-F]{40}$/)
      expect(await page.getByRole('tooltip').textContent()).toBe(copied)
    })
  })

  describe('the status page', () => {
    it('tells how the chain is, and moves nothing while it does', async () => {
      const page = desk()
      await visit(page, '/status')
      await page.getByText(/^The API answers from block \d+, the newest there is\.$/).waitFor()
      await page.getByText('answered in').nth(2).waitFor()
      const before = await heightOf(page)
      await world().clientOf(0).mine({ blocks: 1 })
      const block = await world().clientOf(0).getBlockNumber()
      await page.getByText(`The API answers from block ${block}, the newest there is.`).waitFor()
      expect(await heightOf(page)).toBe(before)
    })
  })
}

function onPhone(world: () => WebWorld): void {
  const phone = sharedPage(world, { phone: true })

  describe('a menu and a toast', () => {
    it('are reached by keyboard, and the toast is a status, no dialog', async () => {
      const page = await world().open({ path: '/status', account: chloe, phone: true })
      // Until its menu is fetched, the button has none to say of.
      const button = page.getByRole('banner').getByRole('button', { name: /0x/, expanded: false })
      await button.press('Enter')
      const copy = page.getByRole('menuitem', { name: /^Copy address/ })
      await copy.waitFor()
      await copy.press('Enter')
      const toast = page.getByRole('region', { name: 'Notifications' }).getByRole('status')
      await toast.waitFor()
      expect(await page.getByRole('dialog').count()).toBe(0)
      expect(await axeViolations(page)).toEqual([])
      await toast.getByRole('button', { name: 'Dismiss' }).tap()
      await toast.waitFor({ state: 'detached' })
      await page.context().close()
    })
  })

  describe('a time', () => {
    it('tells itself to the second, on focus and on a tap', async () => {
      const page = phone()
      await visit(page, '/explore')
      const time = page.locator('main time').first()
      await time.waitFor()
      await time.focus()
      const exact = page.getByRole('tooltip')
      await expect.poll(() => exact.textContent()).toMatch(/\d{1,2}:\d{2}:\d{2}/)
      expect(await time.getAttribute('aria-describedby')).toBe(await exact.getAttribute('id'))
      await page.keyboard.press('Escape')
      await exact.waitFor({ state: 'detached' })
      await time.tap()
      await exact.waitFor()
    })
  })

  describe('a table', () => {
    it('stays one to a screen reader where its rows are cards', async () => {
      const page = phone()
      await visit(page, '/status')
      const table = page.getByRole('table', { name: 'Servers that this page asks' })
      expect(await table.getByRole('columnheader').count()).toBe(3)
      const row = table.getByRole('row', { name: /^API/ })
      expect(await row.getByRole('rowheader').textContent()).toBe('API')
      const [where, state] = await Promise.all([0, 1].map((cell) => boxOf(row, cell)))
      expect(state?.y).toBeGreaterThan(where?.y ?? Number.NaN)
    })
  })
}

const holdsFocus = (element: Locator) =>
  element.evaluate((root) => root.contains(root.ownerDocument.activeElement))

const boxOf = (row: Locator, cell: number) => row.getByRole('cell').nth(cell).boundingBox()

const heightOf = (page: Page) => page.locator('html').evaluate((root) => root.scrollHeight)
