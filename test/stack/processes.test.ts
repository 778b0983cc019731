import { spawn } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { root } from '../../scripts/stack/paths.ts'
import { poll } from '../../scripts/stack/poll.ts'
import type { Child } from '../../scripts/stack/processes/child.ts'
import { startChild, untilReady } from '../../scripts/stack/processes/child.ts'
import { identityOf } from '../../scripts/stack/processes/identity.ts'
import { stopLeftovers } from '../../scripts/stack/processes/records.ts'
import { createServices } from '../../scripts/stack/processes/services.ts'

let folder: string

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'pennypost-processes-'))
})

afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** Starts a Node that runs some code. */
const start = (code: string, name = 'The part') =>
  startChild({
    name,
    file: process.execPath,
    args: ['-e', code],
    log: join(folder, `${name}.log`),
    signal: 'SIGTERM',
  })

const waiting = 'setInterval(() => {}, 1000)'
const isGone = (pid: number) => identityOf(pid) === undefined
const hasLogged = (child: Child, text: string) =>
  poll(() => readFileSync(child.log, 'utf8').includes(text), { for: text, within: 20_000 })

describe('startChild', () => {
  it('tells how a process died and what it said last', async () => {
    const child = await start(`console.log('one'); console.error('two'); process.exit(7)`)
    expect(await child.exited).toEqual({ code: 7, signal: null })
    expect(await child.death()).toBe(
      `The part ended with code 7. Its log, ${child.log}, ends:\none\ntwo`,
    )
  })

  it('lets a process end by itself when asked to stop', async () => {
    const child = await start(
      `process.on('SIGTERM', () => process.exit(3)); console.log('up'); ${waiting}`,
    )
    await hasLogged(child, 'up')
    await child.stop()
    expect(await child.exited).toEqual({ code: 3, signal: null })
    await child.stop()
  })

  it('kills one that does not', async () => {
    const child = await start(`process.on('SIGTERM', () => {}); console.log('up'); ${waiting}`)
    await hasLogged(child, 'up')
    await child.stop()
    expect(await child.exited).toEqual({ code: null, signal: 'SIGKILL' })
  })

  it('takes the children of its process along', async () => {
    const child = await start(
      `const { pid } = require('node:child_process').spawn(process.execPath, ['-e', '${waiting}'])
       console.log('grandchild', pid); ${waiting}`,
    )
    await hasLogged(child, 'grandchild')
    const pid = Number(/grandchild (\d+)/.exec(readFileSync(child.log, 'utf8'))?.[1])
    await child.kill()
    await poll(() => isGone(pid), { for: 'the grandchild to end', within: 20_000 })
  })

  it('says what cannot be executed', async () => {
    const nowhere = {
      name: 'Nothing',
      args: [],
      log: join(folder, 'x'),
      signal: 'SIGTERM',
    } as const
    await expect(startChild({ ...nowhere, file: '/nowhere' })).rejects.toThrow(
      'Nothing could not be started: spawn /nowhere ENOENT',
    )
  })
})

describe('untilReady', () => {
  it('does not wait beyond the end of the process', async () => {
    const child = await start(`console.log('no room'); process.exit(1)`)
    const never = () => Promise.reject(new Error('refused'))
    await expect(untilReady(child, never, 60_000)).rejects.toThrow(
      /^The part ended with code 1\. Its log, .*, ends:\nno room$/,
    )
  })

  it('kills what does not get ready in time, and says why it is not', async () => {
    const child = await start(waiting)
    const never = () => Promise.reject(new Error('refused'))
    await expect(untilReady(child, never, 100)).rejects.toThrow(
      `Gave up waiting for The part (log: ${child.log}) after 0 s: refused`,
    )
    expect(await child.exited).toEqual({ code: null, signal: 'SIGKILL' })
  })
})

describe('createServices', () => {
  it('stops what was started last first, and ends what comes too late', async () => {
    const ended: string[] = []
    const service = (name: string) => ({
      stop: async () => void ended.push(`stop ${name}`),
      kill: async () => void ended.push(`kill ${name}`),
      death: () => new Promise<string>(() => {}),
    })
    const services = createServices()
    services.add(service('one'))
    services.add(service('two'))
    await services.stop()
    services.add(service('three'))
    expect(ended).toEqual(['stop two', 'stop one', 'kill three'])
  })

  it('reports the first death', async () => {
    const services = createServices()
    services.add(await start(waiting))
    services.add(await start('process.exit(9)', 'Another'))
    expect(await services.death).toMatch(/^Another ended with code 9\./)
    await services.kill()
  })
})

describe('a supervisor that is killed outright', () => {
  /** A process of its own that starts a child and says its id. */
  async function supervisor() {
    const child = `${root}/scripts/stack/processes/child.ts`
    const code = `
      import { startChild } from ${JSON.stringify(child)}
      const parameters = { name: 'Orphan', signal: 'SIGTERM', file: process.execPath }
      const log = ${JSON.stringify(join(folder, 'orphan.log'))}
      const { pid } = await startChild({ ...parameters, args: ['-e', '${waiting}'], log })
      console.log(pid)`
    const process_ = spawn(process.execPath, ['--input-type=module', '-e', code], {
      env: { ...process.env, DATA_DIR: folder },
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    const [line] = await process_.stdout.take(1).toArray()
    return { supervisor: process_, orphan: Number(String(line)) }
  }
  const guardsOf = (pid: number) => join(folder, 'run', String(pid))

  it('takes along what it started, by its guard', async () => {
    const { supervisor: parent, orphan } = await supervisor()
    expect(isGone(orphan)).toBe(false)
    parent.kill('SIGKILL')
    await poll(() => isGone(orphan), { for: 'the orphan to end', within: 20_000 })
    const records = guardsOf(parent.pid as number)
    await poll(() => !existsSync(records), { for: 'the records to go', within: 20_000 })
  })

  it('takes nobody else along', async () => {
    const bystander = spawn(process.execPath, ['-e', waiting], { detached: true })
    const pid = bystander.pid as number
    const records = join(folder, 'leftover', '1')
    mkdirSync(records, { recursive: true })
    const record = { name: 'Gone', pid, identity: 'of another process', signal: 'SIGKILL' }
    writeFileSync(join(records, `${pid}.json`), JSON.stringify(record))
    writeFileSync(join(records, 'half.json'), '{"name":')
    await stopLeftovers(join(folder, 'leftover'))
    expect(existsSync(records)).toBe(false)
    expect(isGone(pid)).toBe(false)
    bystander.kill('SIGKILL')
  })

  it('has its leftovers stopped by the next one, the guard being dead too', async () => {
    const orphan = spawn(process.execPath, ['-e', waiting], { detached: true })
    const pid = orphan.pid as number
    const records = join(folder, 'leftover', '1')
    mkdirSync(records, { recursive: true })
    const identity = identityOf(pid)
    const record = { name: 'Orphan', pid, identity, signal: 'SIGTERM' }
    writeFileSync(join(records, `${pid}.json`), JSON.stringify(record))
    await stopLeftovers(join(folder, 'leftover'))
    expect(isGone(pid)).toBe(true)
  })
})
