import type { Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll } from 'vitest'
import type { Visitor, WebWorld } from './webWorld.ts'

/**
 * One page for the stories of a describe, each of which loads what it looks at: a browser is slow to begin with a new one.
 *
 * For stories that leave nothing in the browser; whatever they route is let go of after each.
 */
export function sharedPage(world: () => WebWorld, visitor: Visitor = {}): () => Page {
  let page: Page | undefined

  beforeAll(async () => {
    page = await world().openBlank(visitor)
  })

  afterEach(() => page?.unrouteAll({ behavior: 'ignoreErrors' }))

  afterAll(() => page?.context().close())

  return () => {
    if (!page) throw new Error('The page is not open')
    return page
  }
}
