import type { Page } from 'playwright-core'
import { viewports } from './webWorld.ts'

/** Makes a page that is open on a desk one on a phone, and back again, as a browser's own tools do: nothing is loaded for it. */
export async function phoneSwitch(page: Page): Promise<(isPhone: boolean) => Promise<void>> {
  const session = await page.context().newCDPSession(page)
  return async (isPhone) => {
    const size = isPhone ? viewports.phone : viewports.desk
    await session.send('Emulation.setDeviceMetricsOverride', {
      ...size,
      ...{ deviceScaleFactor: 1, mobile: isPhone },
    })
    await session.send('Emulation.setTouchEmulationEnabled', { enabled: isPhone })
  }
}
