import type { z } from 'zod'
import type { App } from '../../api/app.ts'
import { ask } from './ask.ts'

/**
 * Walks through all pages of a list, whose path has a query already.
 *
 * @param meanwhile - Run between two pages.
 */
export async function walk<Schema extends z.ZodObject>(
  app: App,
  path: string,
  schema: Schema,
  meanwhile: (page: number) => Promise<void> = () => Promise.resolve(),
): Promise<z.output<Schema>[]> {
  const pages: z.output<Schema>[] = []
  let cursor: string | undefined
  do {
    if (pages.length > 0) await meanwhile(pages.length)
    if (pages.length > 1_000) throw new Error('The list does not end')
    const page = await ask(app, cursor === undefined ? path : `${path}&cursor=${cursor}`, schema)
    pages.push(page)
    cursor = (page as { nextCursor?: string }).nextCursor
  } while (cursor !== undefined)
  return pages
}
