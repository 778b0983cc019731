import type { Page } from 'playwright-core'

/** Until the page of a stamp says that the site's node has proven it. */
export async function proven(page: Page): Promise<void> {
  await page.getByText(/^Proven by this site’s node \(.*\) at block \d+$/).waitFor()
}
