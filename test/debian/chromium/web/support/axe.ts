import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { AxeResults, RunOptions } from 'axe-core'
import type { Page } from 'playwright-core'

const source = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

declare const axe: { run(options: RunOptions): Promise<AxeResults> } | undefined

/**
 * What axe finds that keeps people out: serious or critical, a sentence each.
 *
 * It is brought into the page by the debugger's hand, past the policy, which allows no script of others.
 *
 * @param only - Rules; all of WCAG 2.2 AA and of good practice unless told.
 */
export async function axeViolations(page: Page, only?: readonly string[]): Promise<string[]> {
  if (!(await page.evaluate(() => typeof axe === 'object'))) await page.evaluate(source)
  const runOnly: RunOptions = only
    ? { runOnly: { type: 'rule', values: [...only] } }
    : {
        runOnly: {
          type: 'tag',
          values: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
        },
      }
  const found = await page.evaluate(async (options) => {
    const results = await axe?.run({ resultTypes: ['violations'], ...options })
    return results?.violations.map(({ id, impact, help, nodes }) => ({
      ...{ id, impact, help },
      nodes: nodes.map(({ html, failureSummary }) => `${html} ${failureSummary ?? ''}`),
    }))
  }, runOnly)
  if (!found) throw new Error('axe did not run')
  return found
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, help, nodes }) => `${id}: ${help}: ${nodes.slice(0, 3).join(' | ')}`)
}
