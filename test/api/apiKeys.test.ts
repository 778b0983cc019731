import { spawn } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createApp } from '../../api/app.ts'
import type { ApiKeys } from '../../api/keys/apiKeys.ts'
import { createApiKeys } from '../../api/keys/apiKeys.ts'
import { issueKey } from '../../api/keys/issueKey.ts'
import { createKeySecret, hashKeySecret, isKeySecret } from '../../api/keys/keySecret.ts'
import { ApiError } from '../../api/problem.ts'
import { revokeApiKey } from '../../api/queries/apiKey.ts'
import type { Store } from '../../api/store.ts'
import { openStore } from '../../api/store.ts'
import { removeDatabase, startDatabase } from '../../scripts/stack/database.ts'
import { root } from '../../scripts/stack/paths.ts'
import { identityOf } from '../../scripts/stack/processes/identity.ts'
import { askProblem } from './ask.ts'
import { holdToContract } from './contract.ts'
import type { World } from './world.ts'
import { startWorld } from './world.ts'

/*
API keys
├── a secret → told from anything else by its form and checksum
├── a request with a key
│   ├── that is known → its answer
│   └── that is unknown, revoked, mistyped, or no Bearer → 401 invalid_api_key
├── the cache
│   ├── within 5 s → no statement
│   ├── when the key was revoked → refused once that is over
│   └── given the database is down → a known key goes on, an unknown one is 503
└── npm run api-keys → create, list, revoke; given a role that may not write, says which it needs
*/

let world: World
let store: Store

beforeAll(async () => {
  world = await startWorld()
  store = world.services.store
})
afterAll(() => world.stop())

const issue = (name = 'a relay') => issueKey(store, { name, pointsPerMinute: null, now: 1 })
const bearer = (token: string) => ({ headers: { authorization: `Bearer ${token}` } })

describe('a secret', () => {
  it('is pp_, 32 random digits and their checksum', () => {
    const secrets = Array.from({ length: 200 }, createKeySecret)
    for (const secret of secrets) {
      expect(secret).toMatch(/^pp_[0-9A-Za-z]{38}$/)
      expect(isKeySecret(secret)).toBe(true)
    }
    expect(new Set(secrets).size).toBe(200)
  })

  it('is told from one with any other digit, and from anything else', () => {
    const secret = createKeySecret()
    for (let place = 3; place < secret.length; place++) {
      const other = secret[place] === 'x' ? 'y' : 'x'
      expect(isKeySecret(secret.slice(0, place) + other + secret.slice(place + 1))).toBe(false)
    }
    for (const text of [
      '',
      'pp_',
      secret.slice(1),
      `${secret}a`,
      secret.toUpperCase(),
      `${secret}\n`,
    ]) {
      expect(isKeySecret(text)).toBe(false)
    }
  })

  it('has its checksum from CRC-32 in base62, as scanners for leaks compute it', () => {
    expect(isKeySecret(`pp_${'0'.repeat(32)}${base62(crcOfZeros())}`)).toBe(true)
  })

  it('is stored as its SHA-256 alone', async () => {
    const { id, secret } = await issue()
    const rows = await store.query<{ row: string }>(
      'select k::text as row from api.api_key k where id = $1',
      [id],
    )
    expect(rows[0]?.row).toContain(hashKeySecret(secret))
    expect(rows[0]?.row).not.toContain(secret.slice(8))
  })
})

describe('a request with a key', () => {
  it('that is known is answered', async () => {
    const { secret } = await issue()
    const response = await world.app.request('/v1/chains', bearer(secret))
    expect(response.status).toBe(200)
    const other = await world.app.request('/v1/chains', {
      headers: { authorization: `bearer  ${secret}` },
    })
    expect(other.status).toBe(200)
  })

  it.each([
    ['unknown', () => `Bearer ${createKeySecret()}`],
    ['mistyped', () => `Bearer ${createKeySecret().slice(0, -1)}_`],
    ['of another service', () => 'Bearer sk-12345'],
    ['none', () => 'Bearer'],
    ['empty', () => ''],
    ['two', () => `Bearer ${createKeySecret()} ${createKeySecret()}`],
    ['no Bearer', () => 'Basic dXNlcjpwYXNz'],
  ])('that is %s is refused', async (_, authorization) => {
    const init = { headers: { authorization: authorization() } }
    const { detail, headers } = await askProblem(world.app, '/v1/chains', 'invalid_api_key', init)
    expect(headers.get('www-authenticate')).toBe('Bearer realm="pennypost", error="invalid_token"')
    expect(detail).toBe(
      'The API key is unknown, revoked or mistyped. Check it, or ask without the header Authorization.',
    )
  })

  it('that is revoked is refused', async () => {
    const { id, secret } = await issue()
    expect(await revokeApiKey(store.query, id, 2)).toBe(true)
    await askProblem(world.app, '/v1/chains', 'invalid_api_key', bearer(secret))
  })

  it('is logged without it', async () => {
    const { id, secret } = await issue()
    await world.app.request('/v1/chains', bearer(secret))
    expect(JSON.stringify(world.log)).not.toContain(secret.slice(3, 12))
    expect(id).toMatch(/^key_[0-9a-f]{16}$/)
  })
})

describe('the cache of keys', () => {
  let now = 0
  let statements = 0
  let isDown = false
  const counting: Pick<Store, 'query'> = {
    query(text, parameters) {
      statements++
      if (isDown) return Promise.reject(new ApiError('database_unavailable', { because: 'a test' }))
      return store.query(text, parameters)
    },
  }
  const fresh = (): ApiKeys => {
    ;[now, statements, isDown] = [1_000_000, 0, false]
    return createApiKeys({ store: counting, now: () => now })
  }

  it('asks for a key once, however many requests wait for it', async () => {
    const { secret, id } = await issue()
    const keys = fresh()
    expect(keys.recall(secret)).toBeUndefined()
    const found = await Promise.all(Array.from({ length: 20 }, () => keys.find(secret)))
    expect(new Set(found.map((key) => key?.id))).toEqual(new Set([id]))
    expect(keys.recall(secret)?.id).toBe(id)
    expect(statements).toBe(1)
  })

  it('asks for a made-up key once in 5 s, and for a malformed one never', async () => {
    const keys = fresh()
    const made = createKeySecret()
    expect(await keys.find(made)).toBeUndefined()
    expect(await keys.find(made)).toBeUndefined()
    expect(await keys.find('pp_nonsense')).toBeUndefined()
    expect(statements).toBe(1)
    now += 5_000
    expect(await keys.find(made)).toBeUndefined()
    expect(statements).toBe(2)
  })

  it('lets a key pass once more after 5 s while it looks, and then knows that it is revoked', async () => {
    const { id, secret } = await issue()
    const keys = fresh()
    await keys.find(secret)
    await revokeApiKey(store.query, id, 2)
    now += 4_999
    expect(keys.recall(secret)?.id).toBe(id)
    expect(statements).toBe(1)
    now += 1
    expect(keys.recall(secret)?.id).toBe(id)
    await expect.poll(() => keys.recall(secret)).toBeUndefined()
    expect(await keys.find(secret)).toBeUndefined()
    expect(statements).toBe(2)
  })

  it('lets no key pass unseen that was last looked up a minute ago', async () => {
    const { id, secret } = await issue()
    const keys = fresh()
    await keys.find(secret)
    await revokeApiKey(store.query, id, 2)
    now += 60_000
    expect(keys.recall(secret)).toBeUndefined()
    expect(await keys.find(secret)).toBeUndefined()
  })

  it('goes on with a known key while the database is down, for hours', async () => {
    const { id, secret } = await issue()
    const keys = fresh()
    await keys.find(secret)
    isDown = true
    for (const seconds of [6, 30, 61, 3_600]) {
      now += seconds * 1_000
      expect((keys.recall(secret) ?? (await keys.find(secret)))?.id).toBe(id)
      // And without waiting for the database with every request.
      expect(keys.recall(secret)?.id).toBe(id)
    }
    await expect(keys.find(createKeySecret())).rejects.toMatchObject({
      code: 'database_unavailable',
    })
  })
})

describe('given that the primary is down', () => {
  it('answers a request with a key that it knows, and one without; an unknown key is 503', async () => {
    const { secret } = await issue()
    const down = openStore({ url: 'postgres://127.0.0.1:1/none' })
    let current: Store = store
    const switching: Store = {
      query: (text, parameters) => current.query(text, parameters),
      transaction: (run) => current.transaction(run),
      session: () => current.session(),
      close: () => down.close(),
    }
    const app = holdToContract(createApp({ ...world.services, store: switching }))
    expect((await app.request('/v1/chains', bearer(secret))).status).toBe(200)
    current = down
    expect((await app.request('/v1/chains', bearer(secret))).status).toBe(200)
    expect((await app.request('/v1/chains')).status).toBe(200)
    await askProblem(app, '/v1/chains', 'database_unavailable', bearer(createKeySecret()))
    await down.close()
  })
})

describe('npm run api-keys', () => {
  it('creates a key, lists it without its secret, and revokes it', async () => {
    const created = await run('create', '--name', 'Relay of the test', '--limit', '600')
    expect(created).toMatchObject({ status: 0, stderr: '' })
    const secret = /pp_[0-9A-Za-z]{38}/.exec(created.stdout)?.[0] as string
    const id = /key_[0-9a-f]{16}/.exec(created.stdout)?.[0] as string
    const response = await world.app.request('/v1/chains', bearer(secret))
    expect(response.status).toBe(200)
    expect(response.headers.get('ratelimit-policy')).toBe('"default";q=600;w=60')

    const listed = await run('list')
    const line = listed.stdout.split('\n').find((text) => text.startsWith(id))
    expect(line).toContain(`${secret.slice(0, 7)}…`)
    expect(line).toMatch(/600\/min +\d{4}-\d\d-\d\d +valid +Relay of the test$/)
    expect(listed.stdout).not.toContain(secret)

    expect(await run('revoke', id)).toMatchObject({ status: 0 })
    expect((await run('list')).stdout).toMatch(new RegExp(`^${id} .*revoked \\d{4}-`, 'm'))
    const again = await run('revoke', id)
    expect(again).toMatchObject({ status: 0, stderr: '' })
    expect(again.stdout).toMatch(
      new RegExp(
        `^Key ${id} was revoked already, on \\d{4}-\\d\\d-\\d\\d at \\d\\d:\\d\\d UTC\\.\n$`,
      ),
    )
  })

  it.each([
    [
      'only reads',
      'alter role %s set default_transaction_read_only = on',
      'cannot execute CREATE SCHEMA in a read-only transaction',
    ],
    [
      'lacks the rights',
      'revoke create on database pennypost from %s',
      'permission denied for database pennypost',
    ],
  ])('says which role it needs where that of DATABASE_URL %s', async (_, restrict, refusal) => {
    const url = new URL(world.databaseUrl)
    url.username = 'someone_else'
    await store.query(`create role someone_else login password '${url.password}'`)
    await store.query(restrict.replace('%s', 'someone_else'))
    const result = await runOn(url.href, 'list')
    await store.query('drop role someone_else')
    expect(result).toEqual({
      status: 1,
      stdout: '',
      stderr: `DATABASE_URL must be of the role that writes the API's tables (pennypost_api, by npm run grants), and of the primary: with the one that is set, Postgres says "${refusal}".\n`,
    })
  })

  it.each([
    [[], 2, 'Usage:'],
    [['create'], 2, 'Usage:'],
    [['create', '--name', ' '], 2, 'Usage:'],
    [['create', '--name', 'x', '--limit', '0'], 2, 'Usage:'],
    [['create', '--name', 'x', '--limit', 'many'], 2, 'Usage:'],
    [['create', 'x'], 2, 'Usage:'],
    [['list', '--name', 'x'], 2, 'Usage:'],
    [['revoke'], 2, 'Usage:'],
    [['delete', 'x'], 2, 'Usage:'],
    [['list', '--all'], 2, "Unknown option '--all'"],
    [['revoke', 'key_0'], 1, 'There is no key key_0. npm run api-keys -- list shows all.'],
  ])('explains itself for %j', async (args, status, said) => {
    const result = await run(...args)
    expect(result).toMatchObject({ status, stdout: '' })
    expect(result.stderr).toContain(said)
  })

  it('works on the stack that runs here, and says that there is none', async () => {
    const dir = await mkdtemp(join(tmpdir(), 'pennypost-keys-'))
    const pg = join(dir, 'pg')
    const database = await startDatabase({ dir: pg, logDir: dir })
    const url = await database.createDatabase('pennypost')
    expect(await runIn({ DATA_DIR: dir }, 'list')).toEqual({
      status: 1,
      stdout: '',
      stderr: 'No database: set DATABASE_URL to that of the API, or run npm start.\n',
    })
    const own = { pid: process.pid, identity: identityOf(process.pid) }
    await writeFile(join(dir, 'stack.json'), JSON.stringify(own))
    const created = await runIn({ DATA_DIR: dir }, 'create', '--name', 'local')
    expect(created).toMatchObject({ status: 0, stderr: '' })
    expect((await runOn(url, 'list')).stdout).toContain('local')
    await database.stop()
    await removeDatabase(pg)
    await rm(dir, { recursive: true, force: true })
  })

  it('says that the database cannot be reached', async () => {
    const { status, stderr } = await runOn('postgres://secret@127.0.0.1:1/none', 'list')
    expect([status, stderr]).toEqual([
      1,
      'The database does not answer: it cannot be reached. Ask again.\n',
    ])
  })
})

const run = (...args: string[]) => runOn(world.databaseUrl, ...args)

const runOn = (url: string, ...args: string[]) => runIn({ DATABASE_URL: url }, ...args)

async function runIn(env: Record<string, string>, ...args: string[]) {
  const child = spawn(process.execPath, [join(root, 'scripts/apiKeys.ts'), ...args], {
    env: { PATH: process.env.PATH, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const [stdout, stderr, status] = await Promise.all([
    child.stdout.toArray().then((parts) => parts.join('')),
    child.stderr.toArray().then((parts) => parts.join('')),
    new Promise<number | null>((resolve) => {
      child.once('close', resolve)
    }),
  ])
  return { status, stdout, stderr }
}

/** CRC-32 (IEEE), bit by bit. */
function crcOfZeros(): number {
  let crc = 0xffffffff
  for (const byte of Buffer.from('0'.repeat(32))) {
    crc ^= byte
    for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? (crc >>> 1) ^ 0xedb88320 : crc >>> 1
  }
  return (crc ^ 0xffffffff) >>> 0
}

function base62(value: number): string {
  const digits = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz'
  let [rest, text] = [value, '']
  for (let place = 0; place < 6; place++) {
    text = digits.charAt(rest % 62) + text
    rest = Math.floor(rest / 62)
  }
  return text
}
