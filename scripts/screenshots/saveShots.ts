import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import type { sizes } from './openContext.ts'

type Shots = {
  /** In the names of the files. */
  name: string
  path: string
  size: keyof typeof sizes
  folder: string
  /** A text that is waited for. */
  show?: string | undefined
  /** What is typed before, by label. */
  fill?: Readonly<Record<string, string>> | undefined
}

/** What stands there while something is fetched. */
const waiting = '[class*="Loading"], [class*="Skeleton"], [aria-busy="true"]'

/** Milliseconds that a page gets. */
const patience = 20_000

/** Saves what is seen of a page without scrolling, in light and in dark: `<name>-<size>-<theme>.webp`. */
export async function saveShots(page: Page, shots: Shots): Promise<void> {
  const { name, path, size, folder, show, fill = {} } = shots
  await page.goto(path)
  await page.getByRole('heading', { level: 1 }).first().waitFor()
  await page.waitForFunction((selector) => !document.querySelector(selector), waiting, {
    timeout: patience,
  })
  if (show) await page.getByText(show).first().waitFor()
  for (const [label, text] of Object.entries(fill)) await page.getByLabel(label).fill(text)
  await page.evaluate(() => {
    document.activeElement?.blur()
    scrollTo(0, 0)
  })
  const session = await page.context().newCDPSession(page)
  for (const theme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme: theme })
    const { data } = await session.send('Page.captureScreenshot', { format: 'webp', quality: 60 })
    writeFileSync(join(folder, `${name}-${size}-${theme}.webp`), Buffer.from(data, 'base64'))
  }
  await session.detach()
}

declare const document: {
  querySelector(selector: string): unknown
  activeElement: { blur(): void } | null
}
declare function scrollTo(x: number, y: number): void
