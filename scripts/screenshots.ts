/**
 * Takes the screenshots of docs/screenshots, from the web app of the running stack: `npm start`, then `npm run web:shots`.
 *
 * Some life comes first: account 18 registers an inbox in its browser, account 16 writes to it. The stack is best a fresh one.
 */
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { chromium } from 'playwright-core'
import { openContext } from './screenshots/openContext.ts'
import { playScene } from './screenshots/playScene.ts'
import { saveShots } from './screenshots/saveShots.ts'
import { root } from './stack/paths.ts'
import { runningStack } from './stack/stackFile.ts'

const stack = runningStack()
if (!stack) {
  console.error('Pennypost is not running. Run npm start in another terminal.')
  process.exit(1)
}
const { webUrl, apiUrl } = stack

const folder = join(root, 'docs/screenshots')
mkdirSync(folder, { recursive: true })
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM_PATH || '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-gpu'],
})
try {
  const { recipient, paths, sent } = await playScene(browser, { webUrl, apiUrl })
  console.log('A letter was written and read')
  for (const size of ['desk', 'phone'] as const) {
    const context = await openContext(browser, { webUrl, size, ...recipient })
    const page = await context.newPage()
    for (const [name, path, show] of paths) {
      await saveShots(page, { name, path, size, folder, show })
    }
    await context.close()
    const writing = await openContext(browser, { webUrl, size, account: sent.account })
    const draft = await writing.newPage()
    const { text } = sent
    await saveShots(draft, { name: 'write', path: sent.path, size, folder, fill: { Letter: text } })
    await writing.close()
  }
  console.log(`Screenshots are in ${folder}`)
} finally {
  await browser.close()
}
