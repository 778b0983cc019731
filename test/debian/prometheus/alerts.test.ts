import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'

const folder = join(import.meta.dirname, '../../../deploy/prometheus')

describe('deploy/prometheus', () => {
  it('has rules that promtool takes', () => {
    expect(promtool('check', 'rules', 'alerts.yaml')).toMatchObject({ status: 0, error: undefined })
  })

  it('has rules that fire when they should, and only then', () => {
    expect(promtool('test', 'rules', 'alerts.test.yaml')).toMatchObject({
      status: 0,
      error: undefined,
    })
  })
})

/** Runs Debian's promtool (apt-get install prometheus). */
function promtool(...args: string[]) {
  const { status, error, stdout, stderr } = spawnSync('promtool', args, {
    cwd: folder,
    encoding: 'utf8',
  })
  return { status, error, output: `${stdout}${stderr}` }
}
