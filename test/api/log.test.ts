import { describe, expect, it } from 'vitest'
import { createLog } from '../../api/log.ts'
import { ApiError } from '../../api/problem.ts'

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

  it('shows a foreseen problem as its code, its sentence and what caused it, without a stack', () => {
    const cause = Object.assign(new Error('relation "chain_31337_v1.block" does not exist'), {
      code: '42P01',
    })
    const facts = { chain: 'eip155:31337', because: "the indexer's tables are not there" } as const
    const err = new ApiError('index_stale', facts, { cause })
    const [line] = logged((log) => log.warn({ err }, 'polling fails'))
    expect(line?.err).toEqual({
      type: 'ApiError',
      code: 'index_stale',
      message:
        "The index of eip155:31337 is not up to date: the indexer's tables are not there. Ask again.",
      cause: {
        type: 'Error',
        code: '42P01',
        message: 'relation "chain_31337_v1.block" does not exist',
      },
    })
  })

  it('shows the stack of what nobody foresaw, also where the API has made a problem of it', () => {
    const cause = new TypeError('x is undefined')
    const err = new ApiError('internal_error', {}, { cause })
    const [line] = logged((log) => log.error({ err }, 'fault'))
    expect(line).toMatchObject({
      err: { cause: { stack: expect.stringContaining('log.test.ts') } },
    })
  })

  it('shows what was thrown without being an error', () => {
    const [line] = logged((log) => log.error({ err: 'wss://node.example/hunter2' }, 'poll failed'))
    expect(line).toMatchObject({ err: { message: '[url]' } })
  })
})
