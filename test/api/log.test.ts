import { describe, expect, it } from 'vitest'
import { createLog } from '../../api/log.ts'

function logged(write: (log: ReturnType<typeof createLog>) => void): Record<string, unknown>[] {
  const lines: string[] = []
  write(createLog('info', { write: (line) => void lines.push(line) }))
  return lines.map((line) => JSON.parse(line))
}

describe('createLog', () => {
  it('writes one JSON line per entry, with its time', () => {
    const [line, ...others] = logged((log) => {
      log.info({ route: '/v1/verify' }, 'request')
      log.debug('not at this level')
    })
    expect(others).toEqual([])
    expect(line).toMatchObject({ level: 30, route: '/v1/verify', msg: 'request' })
    expect(line).toHaveProperty('time')
    expect(line).not.toHaveProperty('hostname')
  })

  it('shows errors with code and causes, and no url', () => {
    const cause = Object.assign(
      new Error('connect to postgres://user:hunter2@db:5432/pennypost failed'),
      { code: 'ECONNREFUSED' },
    )
    const err = new Error('POST https://node.example/v3/hunter2: 429', { cause })
    const [line] = logged((log) => log.error({ err }, 'poll failed'))
    expect(JSON.stringify(line)).not.toContain('hunter2')
    expect(line).toMatchObject({
      err: {
        type: 'Error',
        message: 'POST [url] 429',
        cause: { message: 'connect to [url] failed', code: 'ECONNREFUSED' },
      },
    })
    expect(JSON.stringify(line)).toContain('log.test.ts')
  })

  it('shows what was thrown without being an error', () => {
    const [line] = logged((log) => log.error({ err: 'wss://node.example/hunter2' }, 'poll failed'))
    expect(line).toMatchObject({ err: { message: '[url]' } })
  })
})
