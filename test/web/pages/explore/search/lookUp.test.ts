import { ApiProblemError } from '@pennypost/sdk'
import { describe, expect, it } from 'vitest'
import { listOf } from '../../../../../web/src/pages/explore/search/listOf.ts'
import type { Sources } from '../../../../../web/src/pages/explore/search/lookUp.ts'
import { lookUp } from '../../../../../web/src/pages/explore/search/lookUp.ts'

const word = `0x${'12'.repeat(32)}` as const
const missing = () =>
  Promise.reject(new ApiProblemError({ code: 'not_found', status: 404, detail: 'none' }))
const gone = () => Promise.reject(new Error('gone'))

function sources(found: Record<string, () => Promise<unknown>>): Sources {
  const api = {
    ...{ getInbox: missing, getStamp: missing, getMailing: missing },
    findInboxes: async () => ({ inboxes: [] }),
    ...found,
  }
  const client = { request: found.receipt ?? (async () => null) }
  return { api, client, signal: new AbortController().signal } as unknown as Sources
}

describe('lookUp of 32 bytes', () => {
  it('finds what there is, and several where they share an id', async () => {
    const answer = await lookUp(
      { kind: 'word', word },
      sources({
        getStamp: async () => ({ stamp: { status: 'open' } }),
        findInboxes: async () => ({ inboxes: [{}] }),
      }),
    )
    expect(answer.found).toEqual([
      { kind: 'stamp', id: word, words: 'Stamp, open' },
      { kind: 'key', id: word, words: 'Key' },
    ])
    expect(answer.failures).toEqual([])
  })

  it('says what it looked for where there is nothing', async () => {
    const { found, lookedFor, failures } = await lookUp({ kind: 'word', word }, sources({}))
    expect([found, failures]).toEqual([[], []])
    expect(listOf(lookedFor)).toBe('an inbox, a stamp, a mailing, a key or a transaction')
  })

  it('does not call missing what nobody could be asked about', async () => {
    const { found, failures } = await lookUp(
      { kind: 'word', word },
      sources({ getInbox: gone, getMailing: async () => ({ mailing: { status: 'open' } }) }),
    )
    expect(found).toHaveLength(1)
    expect(failures).toEqual(['an inbox: gone'])
  })
})

describe('lookUp of an address', () => {
  const address = `0x${'34'.repeat(20)}` as const
  const ofBoth = (getRelay: () => Promise<unknown>) =>
    lookUp(
      { kind: 'address', address },
      sources({
        ...{ getRelay, getAccount: async () => ({ balances: [{}] }) },
        listSenderStamps: async () => ({ stamps: [] }),
      }),
    )

  it('tells the wallet of a relay from the relay', async () => {
    const { found } = await ofBoth(async () => ({ relay: { active: true } }))
    expect(found).toEqual([
      { kind: 'relay', id: address, words: 'Relay' },
      {
        ...{ kind: 'wallet', id: address, words: 'Wallet with a balance' },
        because: 'The relay’s own wallet, at the same address',
      },
    ])
  })

  it('says no more of the wallet where there is no relay, or none could be asked for', async () => {
    const wallet = { kind: 'wallet', id: address, words: 'Wallet with a balance' }
    expect((await ofBoth(missing)).found).toEqual([wallet])
    expect(await ofBoth(gone)).toMatchObject({ found: [wallet], failures: ['a relay: gone'] })
  })
})
