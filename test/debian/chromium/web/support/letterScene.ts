import type { Address, Hex, LocalAccount } from 'viem'
import { keccak256, stringToBytes, zeroAddress } from 'viem'
import { poll } from '../../../../../scripts/stack/poll.ts'
import type { KeyPair, PennypostClient, PostInput } from '../../../../../sdk/src/index.ts'
import {
  contentOfText,
  createApiClient,
  createInbox,
  createKey,
  fetchWithPostage,
  PostageRefusedError,
  postAll,
  setTerms,
  waitUntilMined,
} from '../../../../../sdk/src/index.ts'
import { sealLetter } from '../../../../../sdk/src/letters/index.ts'

/** A client of a person, with whatever it is extended by. */
export type Person = PennypostClient & { account: LocalAccount; chain: { id: number } }

/** An inbox with keys, as a browser would have made it. */
export type SceneInbox = {
  inboxId: Hex
  keys: readonly KeyPair[]
  /** The keys as the file that the web app saves. */
  keyFile: string
}

/** Milliseconds until the API or the relay knows of what is mined, on a machine that is busy. */
const patience = 20_000

/** Registers an inbox with a key to sign and one to receive, that asks for `prices`, and waits until the API knows of it. */
export async function registerSceneInbox(
  client: Person,
  { apiUrl, prices }: { apiUrl: string; prices: Readonly<Record<Address, bigint>> },
): Promise<SceneInbox> {
  const keys = [await createKey('ed25519'), await createKey('x25519')]
  const { inboxId } = await createInbox(client, { keys })
  for (const [token, stake] of Object.entries(prices)) {
    const terms = { inboxId, token: token as Address, stake, window: 3 * 86_400 }
    await waitUntilMined(client, { hash: await setTerms(client, terms) })
  }
  const chain = `eip155:${client.chain.id}` as const
  const api = createApiClient({ url: apiUrl, chain })
  await poll(
    async () => {
      const { inbox } = await api.getInbox({ inboxId })
      return inbox.terms.length >= Object.keys(prices).length
    },
    { for: 'the API to know the inbox and its prices', within: patience },
  )
  const file = { format: 'pennypost-keys', version: 1, chain, inboxId, keys }
  return { inboxId, keys, keyFile: JSON.stringify(file) }
}

/** Seals a letter for an inbox and hands it to a relay, which is paid where it asks for that. Gives the stamp’s id. */
export async function writeTo(
  { inboxId, keys }: Pick<SceneInbox, 'inboxId' | 'keys'>,
  sender: Person,
  parameters: { relayUrl: string; text: string; token?: Address | undefined },
): Promise<Hex | undefined> {
  const { relayUrl, text, token = zeroAddress } = parameters
  const bytes = await sealLetter({
    ...{ chainId: sender.chain.id, inboxId },
    keys: keys.filter(({ kind }) => kind === 2),
    content: contentOfText(text),
  })
  const { response, paid } = await onceTheRelayKnows(() =>
    fetchWithPostage(sender, {
      url: `${relayUrl}/letters`,
      address: { inboxId, sender: sender.account.address },
      bytes,
      maxPostage: { [token]: 10n ** 18n },
    }),
  )
  if (response.status !== 202) throw new Error(`The relay refused: ${await response.text()}`)
  return paid?.stampId
}

/** The relay judges by a copy of its own, which is behind the API by a moment. What it refuses has cost nothing. */
async function onceTheRelayKnows<answer>(ask: () => Promise<answer>): Promise<answer> {
  const attempt = async () => {
    try {
      return { answer: await ask() }
    } catch (error) {
      if (error instanceof PostageRefusedError) throw error
      return { error }
    }
  }
  const outcome = await poll(attempt, {
    ...{ for: 'the relay to know the inbox as it is', within: patience, every: 200 },
  })
  if ('error' in outcome) throw outcome.error
  return outcome.answer
}

/** Pays stamps for letters that nobody hands over, each to end a second after the other. */
export async function postStamps(
  sender: Person,
  parameters: { inboxId: Hex; count: number; stake: bigint; expiresAt: number; token?: Address },
): Promise<readonly Hex[]> {
  const { inboxId, count, stake, expiresAt, token = zeroAddress } = parameters
  const inputs = Array.from(
    { length: count },
    (_, index): PostInput => ({
      ...{ relay: zeroAddress, token, inboxId, carriage: 0n, stake },
      letterHash: keccak256(stringToBytes(`${sender.account.address} ${expiresAt} ${index}`)),
      expiresAt: expiresAt + index,
    }),
  )
  const { stampIds } = await postAll(sender, { inputs, maxPostage: stake * BigInt(count) })
  return stampIds
}
