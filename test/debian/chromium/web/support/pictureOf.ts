import type { Page } from 'playwright-core'

/**
 * A JPEG of the whole page at the size that it has. Playwright would first give it the size that its profile began with, whatever
 * `phoneSwitch` has made of it.
 */
export async function pictureOf(page: Page): Promise<Buffer> {
  const session = await page.context().newCDPSession(page)
  const { cssContentSize } = await session.send('Page.getLayoutMetrics')
  const { data } = await session.send('Page.captureScreenshot', {
    ...{ format: 'jpeg', quality: 80, captureBeyondViewport: true },
    clip: { ...cssContentSize, scale: 1 },
  })
  await session.detach()
  return Buffer.from(data, 'base64')
}
