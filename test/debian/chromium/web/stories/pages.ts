import { describe, expect, it } from 'vitest'
import { sharedPage } from '../support/sharedPage.ts'
import { visit } from '../support/visit.ts'
import type { WebWorld } from '../support/webWorld.ts'

/*
The way between pages
├── a click gives the focus to the heading of the page that is shown
├── the keyboard skips what is on every page
├── on a phone it is behind a button, which goes away again
├── the appearance that was chosen is remembered
└── where nothing is, it is said
*/

declare const document: {
  activeElement: { id: string } | null
  documentElement: { dataset: Record<string, string | undefined> }
}

export function pagesStories(world: () => WebWorld): void {
  describe('the way between pages', () => {
    const desk = sharedPage(world)

    it('gives the focus to the heading of the page that is shown', async () => {
      const page = desk()
      await visit(page, '/')
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
    })

    it('lets the keyboard skip what is on every page', async () => {
      const page = desk()
      await visit(page, '/relays')
      await page.keyboard.press('Tab')
      await page.keyboard.press('Enter')
      const focused = await page.evaluate(() => document.activeElement?.id)
      expect(focused).toBe('main')
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
      const page = desk()
      await visit(page, '/status')
      await page.getByRole('combobox', { name: 'Appearance' }).selectOption('dark')
      const theme = () => page.evaluate(() => document.documentElement.dataset.theme)
      expect(await theme()).toBe('dark')
      await page.reload()
      expect(await theme()).toBe('dark')
      await page.getByRole('combobox', { name: 'Appearance' }).selectOption('system')
      expect(await theme()).toBeUndefined()
    })

    it('says so where nothing is', async () => {
      const page = desk()
      await visit(page, '/nowhere')
      expect(await page.title()).toBe('No such page · Pennypost')
    })
  })
}
