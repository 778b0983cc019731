import type { Hex } from 'viem'
import { zeroAddress } from 'viem'
import * as schema from '../../../indexer/ponder.schema.ts'
import type { MailingTree } from '../../../protocol/mailingTree.ts'
import { mailingTree } from '../../../protocol/mailingTree.ts'
import type { MailingLetter } from '../../../protocol/mailLeaf.ts'
import { genesisTime } from '../fakeChain.ts'
import { address, bytes32, hour } from '../verifyScene.ts'
import type { WorldChain } from '../world.ts'

/** Letters as octets, none like another. */
export function wireLetters(count: number, seed = 1): Buffer {
  const bytes = Buffer.alloc(count * 64, 0xa5)
  for (let index = 0; index < count; index++) {
    bytes.writeUInt32BE(seed, index * 64)
    bytes.writeUInt32BE(index, index * 64 + 28)
    bytes.writeUInt32BE(count - index, index * 64 + 60)
  }
  return bytes
}

/** The letters that octets hold. */
export function lettersOf(wire: Uint8Array): MailingLetter[] {
  return Array.from({ length: wire.length / 64 }, (_, index) => ({
    inboxId: wire.subarray(index * 64, index * 64 + 32),
    letterHash: wire.subarray(index * 64 + 32, index * 64 + 64),
  }))
}

export type IndexedMailing = { mailingId: Hex; wire: Buffer; tree: MailingTree }

type Fields = Partial<(typeof schema.mailing)['$inferInsert']>

/** Writes a mailing as the indexer would. */
export async function insertMailing(chain: WorldChain, fields: Fields): Promise<void> {
  await chain.tables.insert(schema.mailing, {
    chainId: chain.id,
    mailingId: bytes32('mailing'),
    sender: address('payer'),
    relay: zeroAddress,
    token: zeroAddress,
    root: bytes32('root'),
    carriage: 0n,
    stake: 5n,
    count: 1,
    expiresAt: genesisTime + hour,
    uri: '',
    status: 'open',
    openedBlock: 5,
    openedLogIndex: 3,
    openedBlockHash: bytes32('block 5'),
    openedAt: genesisTime + 5,
    openedTx: bytes32('opened'),
    carriageAsked: null,
    carriageMet: null,
    carriagePaid: false,
    closedAt: null,
    refund: null,
    ...fields,
  })
}

/** Writes a mailing of `count` letters. */
export async function indexMailing(
  chain: WorldChain,
  count: number,
  seed = 1,
): Promise<IndexedMailing> {
  const mailingId = bytes32(`mailing ${count} ${seed}`)
  const wire = wireLetters(count, seed)
  const tree = await mailingTree(lettersOf(wire))
  await insertMailing(chain, { mailingId, root: tree.root, count })
  return { mailingId, wire, tree }
}
