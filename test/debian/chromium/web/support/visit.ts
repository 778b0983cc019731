import type { Page } from 'playwright-core'

/** Loads a page of the site, and waits for its heading. */
export async function visit(page: Page, path: string): Promise<void> {
  await page.goto(path)
  await page.getByRole('heading', { level: 1 }).first().waitFor()
}
