import { existsSync } from 'node:fs'
import type { Browser } from 'playwright-core'
import { chromium } from 'playwright-core'

/** Where Debian's package puts it; CHROMIUM_PATH names another. */
const path = process.env.CHROMIUM_PATH || '/usr/bin/chromium'

/**
 * Starts the Chromium of this machine, with nothing in its profile and without the requests that it makes of its own accord.
 *
 * @throws {Error} There is none, with what to install.
 */
export function startChromium(): Promise<Browser> {
  if (!existsSync(path)) {
    throw new Error(
      `No Chromium at ${path}. Install it (apt-get install chromium), or set CHROMIUM_PATH.`,
    )
  }
  return chromium.launch({
    executablePath: path,
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  })
}
