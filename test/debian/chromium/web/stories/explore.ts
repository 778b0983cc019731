import { collect } from '@pennypost/sdk'
import type { Page, Route } from 'playwright-core'
import type { Hex } from 'viem'
import { beforeAll, describe, expect, it } from 'vitest'
import { poll } from '../../../../../scripts/stack/poll.ts'
import type { WebWorld } from '../support/webWorld.ts'

/*
Looking things up
├── searching
│   ├── an id or address leads to what it is: inbox, wallet, stamp, mailing, relay, key
│   ├── a transaction leads to what Pennypost did in it
│   ├── of nothing known, it says what was looked for
│   └── of what cannot be one, it says why, and asks nobody
├── a stamp
│   ├── is checked by its page, against the site's node
│   ├── is checked against the node of the wallet, where that answers
│   ├── is shown as false where the header, a node of the proof, the word or what is shown was changed
│   └── changes by itself when it is collected, and is checked anew
├── an API that is gone is told of, and the page comes back with it
└── a node that is gone is told of, and nothing is called false
*/

/** Who paid for the stamps of the seeded scene. */
const heidi = 8

type Found = { stampId: Hex; inboxId: Hex; relay: Hex; postedTransaction: Hex }

export function exploreStories(world: () => WebWorld): void {
  const api = async (path: string) => {
    const response = await fetch(`${world().stack.api.url}/v1${path}`)
    // biome-ignore lint/suspicious/noExplicitAny: tests look at what they know
    return (await response.json()) as any
  }
  const chain = 'chain=eip155:31337'
  const stampsOf = async (status: string): Promise<Found[]> => {
    const { address } = world().clientOf(heidi).account
    return (await api(`/senders/${address}/stamps?${chain}&status=${status}`)).stamps
  }
  const first = async (status: string): Promise<Found> => {
    const [stamp] = await stampsOf(status)
    if (!stamp) throw new Error(`The scene has no stamp that is ${status}`)
    return stamp
  }

  describe('searching', () => {
    const things: [kind: string, find: () => Promise<string>][] = [
      ['Inbox', async () => (await first('open')).inboxId],
      ['Stamp', async () => (await first('collected')).stampId],
      ['Wallet', async () => world().clientOf(heidi).account.address],
      ['Relay', async () => (await api(`/relays?${chain}`)).relays[0].relay],
      ['Mailing', mailingOf],
      ['Key', keyOf],
    ]
    it.each(things)('leads to the page of what it is: %s', async (kind, find) => {
      const id = await find()
      const page = await world().open({ path: '/explore' })
      await lookUp(page, ` ${id} `)
      await page.getByRole('heading', { level: 1, name: new RegExp(`^${kind} 0x`) }).waitFor()
      expect(new URL(page.url()).pathname.toLowerCase()).toContain(`/${id.toLowerCase()}`)
      await page.goBack()
      await page.getByRole('heading', { level: 1, name: 'Explore' }).waitFor()
      await page.context().close()
    })

    it('leads from a transaction to what Pennypost did in it', async () => {
      const { stampId, postedTransaction } = await first('open')
      const page = await world().open({ path: `/explore?q=${postedTransaction}` })
      const found = page.getByRole('region', { name: 'Found' })
      await found.getByRole('link', { name: 'Stamp posted' }).click()
      await page.waitForURL(`**/explore/stamps/${stampId}`)
      await page.context().close()
    })

    it('says what it looked for where there is nothing', async () => {
      const page = await world().open({ path: `/explore?q=0x${'12'.repeat(32)}` })
      await page
        .getByText(/^Looked for an inbox, a stamp, a mailing, a key or a transaction/)
        .waitFor()
      await page.context().close()
    })

    it('says what is wrong with what cannot be one, and asks nobody', async () => {
      const page = await world().open({ path: '/explore' })
      await lookUp(page, 'what is this')
      await page.getByText(/^That is neither an id/).waitFor()
      await lookUp(page, `0x${'12'.repeat(31)}`)
      await page
        .getByText(
          'An address has 40 hex digits after 0x, an id or a hash 64. This one has 62 digits.',
        )
        .waitFor()
      expect(new URL(page.url()).search).toBe('')
      await page.context().close()
    })

    async function mailingOf(): Promise<string> {
      const { address } = world().clientOf(heidi).account
      const { movements } = await api(`/accounts/${address}/movements?${chain}&limit=200`)
      return movements.find(({ mailingId }: { mailingId?: string }) => mailingId).mailingId
    }

    async function keyOf(): Promise<string> {
      const { address } = world().clientOf(3).account
      const { inboxes } = await api(`/inboxes?${chain}&wallet=${address}`)
      return (await api(`/inboxes/${inboxes[0].inboxId}/keys?${chain}`)).keys[0].keyId
    }
  })

  describe('a stamp', () => {
    // A node proves nothing of a block whose state was set by hand, as other stories do.
    beforeAll(() => mineIndexed(world()))

    it('is checked by its page', async () => {
      const { stampId } = await first('collected')
      const page = await world().open({ path: `/explore/stamps/${stampId}` })
      await proven(page)
      const notice = page.getByRole('region', { name: 'Check it yourself' })
      expect(await notice.textContent()).toContain('This stamp was collected')
      await world().shot(page, 'explore-stamp-proven')
      await page.context().close()
    })

    it('is checked against the node of the wallet, where that answers', async () => {
      const { stampId } = await first('collected')
      const page = await world().open({ path: '/explore' })
      await page.context().exposeFunction('walletNode', (body: object) => rpc(world(), body))
      await page.context().addInitScript(announceNode)
      await page.goto(`/explore/stamps/${stampId}`)
      await page.getByRole('button', { name: 'Connect wallet' }).first().click()
      await page.getByRole('button', { name: /^Own node/ }).click()
      await page.getByText(/^Proven by the node of Own node at block \d+$/).waitFor()
      await page.context().close()
    })

    const tampered: [what: string, where: RegExp, change: (proof: Proof) => void][] = [
      [
        'the header',
        /header is not that of the block/,
        ({ block }) => {
          block.header.stateRoot = digit(block.header.stateRoot)
        },
      ],
      [
        'a node of the account',
        /do not lead from the block’s state/,
        ({ block }) => {
          block.accounts[0].proof[1] = digit(block.accounts[0].proof[1])
        },
      ],
      [
        'a node of the word',
        /do not lead from the contract’s storage/,
        ({ block }) => {
          block.accounts[0].words[0].proof[0] = digit(block.accounts[0].words[0].proof[0])
        },
      ],
      [
        'the word',
        /stored word is not what the API says/,
        ({ block }) => {
          block.accounts[0].words[0].value = digit(block.accounts[0].words[0].value)
        },
      ],
      [
        'the hash of the block',
        /header is not that of the block/,
        ({ block }) => {
          block.blockHash = digit(block.blockHash)
        },
      ],
    ]
    it.each(tampered)(
      'is shown as false where one digit was changed of %s',
      async (_what, where, change) => {
        const { stampId } = await first('collected')
        const page = await world().open({ path: '/explore' })
        await page.route('**/v1/stamps/*/proof', (route) => answerChanged(route, change))
        await page.goto(`/explore/stamps/${stampId}`)
        const region = page.getByRole('region', { name: 'Check it yourself' })
        await region.getByRole('alert').getByText('This proof is false').waitFor()
        expect(await region.getByRole('alert').textContent()).toMatch(where)
        expect(await page.getByText(/^Proven by/).count()).toBe(0)
        await page.unrouteAll({ behavior: 'ignoreErrors' })
        await region.getByRole('button', { name: 'Check again' }).click()
        await proven(page)
        await page.context().close()
      },
    )

    it('is shown as false where the page shows another stake than was paid', async () => {
      const { stampId } = await first('collected')
      const page = await world().open({ path: '/explore' })
      await page.route(`**/v1/stamps/${stampId}`, (route) =>
        answerChanged(route, ({ stamp }) => {
          stamp.stake = `${stamp.stake}0`
        }),
      )
      await page.goto(`/explore/stamps/${stampId}`)
      await page.getByText('This proof is false').waitFor()
      await page.getByText(/What this page shows of the stamp hashes to 0x/).waitFor()
      await page.unrouteAll({ behavior: 'ignoreErrors' })
      await page.context().close()
    })

    it('changes by itself when it is collected, and is checked anew', {
      timeout: 60_000,
    }, async () => {
      const { stamp, client } = await collectable()
      const page = await world().open({ path: `/explore/stamps/${stamp.stampId}`, phone: true })
      await proven(page)
      await collect(client, {
        stamps: [{ ...stamp, stake: BigInt(stamp.stake), carriage: BigInt(stamp.carriage) }],
      })
      await page.getByText('The recipient took the stake.').waitFor()
      await page.getByText(/^This stamp was collected; it was posted/).waitFor()
      await page.getByRole('row', { name: /Collected by the recipient/ }).waitFor()
      await world().shot(page, 'explore-stamp-collected-phone')
      await page.context().close()
    })

    /** A stamp that one of the first accounts may collect. */
    async function collectable() {
      const clients = Array.from({ length: 8 }, (_, index) => world().clientOf(index))
      for (const stamp of [...(await stampsOf('admitted')), ...(await stampsOf('open'))]) {
        const answer = await api(`/inboxes/${stamp.inboxId}?${chain}`)
        const { stamp: whole } = await api(`/stamps/${stamp.stampId}`)
        const { timestamp } = await world().clientOf(0).getBlock()
        const client = clients.find(({ account }) =>
          answer.inbox.wallets.some(({ wallet }: { wallet: Hex }) => wallet === account.address),
        )
        if (client && whole.expiresAt > Number(timestamp) + 600) return { stamp: whole, client }
      }
      throw new Error('The scene has no stamp that can be collected')
    }
  })

  describe('what is gone', () => {
    it('an API is told of, and the page comes back with it', { timeout: 60_000 }, async () => {
      const { stampId } = await first('collected')
      const page = await world().open({ path: '/explore' })
      const toApi = `${world().stack.api.url}/**`
      await page.route(toApi, (route) => route.abort())
      await page.goto(`/explore/stamps/${stampId}`)
      await page.getByText('The API gives no answer to that just now').waitFor()
      await page.getByText(/^The API does not answer just now\./).waitFor()
      await page.unroute(toApi)
      await page.getByText('The recipient took the stake.').waitFor()
      await proven(page)
      await page.getByText(/^The API does not answer just now\./).waitFor({ state: 'detached' })
      await page.context().close()
    })

    it('a node is told of, and nothing is called false', { timeout: 60_000 }, async () => {
      const { stampId } = await first('collected')
      const page = await world().open({ path: '/explore' })
      const toNode = (url: URL) => url.origin === new URL(world().stack.chain.url).origin
      await page.route(toNode, (route) => route.abort())
      await page.goto(`/explore/stamps/${stampId}`)
      const region = page.getByRole('region', { name: 'Check it yourself' })
      await region.getByText('Not checked').waitFor()
      await region.getByText(/^This site’s node .* does not answer/).waitFor()
      await page.unroute(toNode)
      await mineIndexed(world())
      await region.getByRole('button', { name: 'Check again' }).click()
      await proven(page)
      await page.context().close()
    })
  })
}

// biome-ignore lint/suspicious/noExplicitAny: what is changed is known, the rest is the API's
type Proof = any

async function lookUp(page: Page, text: string): Promise<void> {
  await page.getByRole('searchbox').fill(text)
  await page.getByRole('button', { name: 'Look up' }).click()
}

async function proven(page: Page): Promise<void> {
  await page.getByText(/^Proven by this site’s node \(.*\) at block \d+$/).waitFor()
}

/** Another hex digit in the middle. */
function digit(hex: string): string {
  const at = hex.length >> 1
  return `${hex.slice(0, at)}${hex[at] === '0' ? '1' : '0'}${hex.slice(at + 1)}`
}

async function answerChanged(route: Route, change: (answer: Proof) => void): Promise<void> {
  const response = await route.fetch()
  const json = await response.json()
  change(json)
  await route.fulfill({ response, json })
}

/** Mines a block, and waits until the API answers from it. */
async function mineIndexed(world: WebWorld): Promise<void> {
  const client = world.clientOf(0)
  await client.mine({ blocks: 1 })
  const head = await client.getBlockNumber()
  await poll(
    async () => {
      const response = await fetch(`${world.stack.api.url}/v1/chains`)
      const { chains } = (await response.json()) as { chains: { indexedBlock: string }[] }
      return BigInt(chains[0]?.indexedBlock ?? 0) >= head
    },
    { for: 'the API to come to the newest block', within: 30_000 },
  )
}

/** What the node of the stack answers. */
async function rpc(world: WebWorld, body: object): Promise<unknown> {
  const response = await fetch(world.stack.chain.url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ jsonrpc: '2.0', id: 1, ...body }),
  })
  return ((await response.json()) as { result: unknown }).result
}

/** In the page: a wallet with a node of its own, which only looks. */
declare function walletNode(body: object): Promise<unknown>
declare function addEventListener(type: string, listener: () => void): void
declare function dispatchEvent(event: CustomEvent): void

function announceNode(): void {
  const account = '0xf39Fd6e51aad88F6F4ce6aB8827279cffFb92266'
  let isIn = false
  const provider = {
    async request({ method, params = [] }: { method: string; params?: unknown }) {
      if (method === 'eth_requestAccounts') isIn = true
      if (/accounts$/i.test(method)) return isIn ? [account] : []
      return await walletNode({ method, params })
    },
    on() {},
    removeListener() {},
  }
  const info = {
    uuid: '00000000-0000-4000-8000-0000000000aa',
    name: 'Own node',
    rdns: 'test.pennypost.node',
    icon: 'data:image/svg+xml,<svg xmlns="http://www.w3.org/2000/svg"/>',
  }
  const announce = () =>
    dispatchEvent(
      new CustomEvent('eip6963:announceProvider', { detail: Object.freeze({ info, provider }) }),
    )
  addEventListener('eip6963:requestProvider', announce)
  announce()
}
