import type { Hex } from 'viem'
import { keccak256, parseEther, stringToBytes, zeroAddress } from 'viem'
import { poll } from '../../../../../scripts/stack/poll.ts'
import {
  contentOfText,
  createApiClient,
  fetchWithPostage,
  letterHash,
  mailingTree,
  openMailing,
  waitUntilMined,
} from '../../../../../sdk/src/index.ts'
import { sealLetter } from '../../../../../sdk/src/letters/index.ts'
import type { Person, SceneInbox } from './letterScene.ts'

/** Opens a mailing that has a letter to the inbox among others, publishes its list, and hands the letter to the relay. Gives the mailing’s id. */
export async function mailTo(
  { inboxId, keys }: Pick<SceneInbox, 'inboxId' | 'keys'>,
  sender: Person,
  parameters: { relayUrl: string; apiUrl: string; text: string; stake: bigint },
): Promise<Hex> {
  const { relayUrl, apiUrl, text, stake } = parameters
  const chainId = sender.chain.id
  const api = createApiClient({ url: apiUrl, chain: `eip155:${chainId}` })
  const bytes = await sealLetter({
    ...{ chainId, inboxId },
    keys: keys.filter(({ kind }) => kind === 2),
    content: contentOfText(text),
  })
  const others = ['somebody', 'somebody else'].map((name) => ({
    inboxId: keccak256(stringToBytes(name)),
    letterHash: keccak256(stringToBytes(`to ${name}`)),
  }))
  const letters = [{ inboxId, letterHash: letterHash(bytes) }, ...others].sort((one, other) =>
    one.inboxId < other.inboxId ? -1 : 1,
  )
  const index = letters.findIndex((letter) => letter.inboxId === inboxId)
  const tree = await mailingTree(letters)
  const { relay } = (await (await fetch(`${relayUrl}/`)).json()) as { relay: Hex }
  const { asOf } = await api.getInbox({ inboxId })
  const { hash, mailingId } = await openMailing(sender, {
    mailing: {
      ...{ sender: sender.account.address, relay, token: zeroAddress },
      ...{ root: tree.root, count: tree.count, stake, carriage: parseEther('0.0001') },
      expiresAt: Math.max(asOf.blockTimestamp, Math.floor(Date.now() / 1000)) + 10 * 86_400,
    },
    maxPostage: parseEther('1'),
  })
  await waitUntilMined(sender, { hash })
  const leaves = Buffer.from(
    letters.map((letter) => letter.inboxId.slice(2) + letter.letterHash.slice(2)).join(''),
    'hex',
  )
  await poll(() => api.putMailingLeaves({ mailingId, leaves }).then(() => true), {
    ...{ for: 'the API to take the list of the mailing', within: 20_000 },
  })
  const { response } = await fetchWithPostage(sender, {
    url: `${relayUrl}/letters`,
    address: { inboxId, sender: sender.account.address },
    ...{ bytes, maxPostage: {} },
    paid: { mailing: { mailingId, index, proof: tree.proof(index) } },
  })
  if (response.status !== 202) throw new Error(`The relay refused: ${await response.text()}`)
  return mailingId
}
