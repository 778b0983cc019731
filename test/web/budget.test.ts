import { beforeAll, describe, expect, it } from 'vitest'
import { buildWeb } from '../../scripts/web/buildWeb.ts'
import type { BuiltChunks } from '../../scripts/web/builtChunks.ts'
import { builtChunks, gzipOf } from '../../scripts/web/builtChunks.ts'
import { chunkTable } from '../../scripts/web/chunkTable.ts'

/** Bytes, compressed by gzip, of all scripts until a page is seen. */
const maxScripts = 250_000

/** Views that are there for sure: whether they are found. */
const known = [
  'InboxPage › RegistrationView',
  'InboxPage › SectionsView',
  'MailingPage › ComposerView',
  'MailingPage › MailingView',
  'ReceivedPage › ReceivedView',
  'WritePage › LetterView',
]

/** Bytes, compressed by gzip, of all styles that there are. */
const maxStyles = 30_000

/** Hosts that are named in messages, names of formats and examples. Nothing asks them, and the policy would not let it. */
const named = [
  ...['www.w3.org', 'json-schema.org', 'developer.mozilla.org', 'bugs.webkit.org'],
  ...[
    'react.dev',
    'base-ui.com',
    'viem.sh',
    'wagmi.sh',
    'abitype.dev',
    'oxlib.sh',
    'docs.soliditylang.org',
  ],
  // Of viem: signatures of unknown errors in its messages, and gateways to pictures of names.
  ...['4byte.sourcify.dev', 'ipfs.io', 'arweave.net'],
  ...['empty.invalid', 'relay.example', 'your-own-node'],
]

let built: BuiltChunks

beforeAll(async () => {
  await buildWeb()
  built = builtChunks()
}, 240_000)

describe('the built web app', () => {
  it('has each page seen after at most 250 kB of scripts', () => {
    expect(built.pages.size).toBeGreaterThan(10)
    for (const [page, chunks] of built.pages) {
      expect(gzipOf(chunks, '.js'), `${page}\n${chunkTable(built)}`).toBeLessThanOrEqual(maxScripts)
    }
  })

  it('has each view of a connected wallet seen after at most 250 kB of scripts', () => {
    const views = [...built.connected].filter(([view]) => view.includes('›'))
    expect(views.map(([view]) => view)).toEqual(expect.arrayContaining(known))
    for (const [view, chunks] of built.connected) {
      expect(gzipOf(chunks, '.js'), `${view}\n${chunkTable(built)}`).toBeLessThanOrEqual(maxScripts)
    }
  })

  it('has styles that are small', () => {
    expect(gzipOf(built.all, '.css'), chunkTable(built)).toBeLessThanOrEqual(maxStyles)
  })

  it('names nobody who is not named by its configuration', () => {
    const hosts = built.all.flatMap(({ text }) =>
      [...text.matchAll(/(?:https?|wss?):\/\/([a-z0-9.-]+)/gi)].map(([, host = '']) => host),
    )
    expect([...new Set(hosts)].filter((host) => !named.includes(host))).toEqual([])
  })

  it('evaluates no text', () => {
    const found = built.all.filter(
      ({ name, text }) => name.endsWith('.js') && /\beval\(/.test(text),
    )
    expect(found.map(({ name }) => name)).toEqual([])
  })
})
