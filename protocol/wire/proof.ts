import { z } from 'zod'
import { asOf } from './asOf.ts'
import { bounded, fieldsOf } from './bounded.ts'
import { address, amount, bytes, bytes32, chainInput, time } from './primitives.ts'
import { namesOnePostage, postageNamedTwice, verdictItem, verifyFields } from './verify.ts'

const requestFields = { chain: chainInput, ...verifyFields }

export const proofsRequest = bounded(
  z.strictObject(requestFields).refine(namesOnePostage, postageNamedTwice),
  fieldsOf(requestFields),
).meta({
  id: 'ProofsRequest',
  description: 'A letter to judge, as of `POST /v1/verify`. Unknown fields are refused.',
})

const quantity = z
  .string()
  .regex(/^0x(0|[1-9a-f][0-9a-f]{0,63})$/)
  .meta({ description: 'A number, hexadecimal as nodes give it.', examples: ['0x2a'] })

/** A block's header, as nodes give it but for its hash. */
export const blockHeader = z
  .object({
    parentHash: bytes32,
    sha3Uncles: bytes32,
    miner: z.string().regex(/^0x[0-9a-f]{40}$/),
    stateRoot: bytes32,
    transactionsRoot: bytes32,
    receiptsRoot: bytes32,
    logsBloom: z.string().regex(/^0x[0-9a-f]{512}$/),
    difficulty: quantity,
    number: quantity,
    gasLimit: quantity,
    gasUsed: quantity,
    timestamp: quantity,
    extraData: bytes,
    mixHash: bytes32,
    nonce: z.string().regex(/^0x[0-9a-f]{16}$/),
    baseFeePerGas: quantity.optional(),
    withdrawalsRoot: bytes32.optional(),
    blobGasUsed: quantity.optional(),
    excessBlobGas: quantity.optional(),
    parentBeaconBlockRoot: bytes32.optional(),
    requestsHash: bytes32.optional(),
  })
  .meta({
    id: 'BlockHeader',
    description:
      'As nodes give it; keccak256 of the RLP of all fields that are here, in this order, is the hash of the block.',
  })

const wordProof = z
  .object({
    slot: bytes32.meta({
      description: 'Where the word lies; docs/storage.md says which is where.',
    }),
    value: quantity.meta({ description: 'The word; 0 too is proven.' }),
    proof: z
      .array(bytes)
      .meta({ description: 'Nodes from the root of the account’s storage to the word.' }),
  })
  .meta({ id: 'WordProof' })

export const accountProof = z
  .object({
    contract: z.enum(['InboxRegistry', 'RelayRegistry', 'PostOffice']),
    address,
    proof: z
      .array(bytes)
      .meta({ description: 'Nodes from the state root of the block to the account.' }),
    words: z.array(wordProof),
  })
  .meta({ id: 'AccountProof', description: 'As of `eth_getProof`.' })

export const blockProof = z
  .object({ blockHash: bytes32, header: blockHeader, accounts: z.array(accountProof) })
  .meta({ id: 'BlockProof', description: 'Words of a block, and what proves them.' })

const provenPostage = z
  .object({
    sender: address.meta({ description: 'Who pays.' }),
    relay: address,
    token: address,
    carriage: amount,
    stake: amount,
    expiresAt: time,
    root: bytes32.optional().meta({ description: 'Of a mailing.' }),
    count: z
      .int()
      .min(1)
      .max(2 ** 32 - 1)
      .optional()
      .meta({ description: 'Of a mailing: letters.' }),
  })
  .meta({
    id: 'ProvenPostage',
    description:
      'The fields that, with the letter of the request, hash to the id of the stamp; with `root` and `count`, to that of the mailing.',
  })

export const letterProof = z
  .object({
    postage: provenPostage.optional(),
    senderKey: z
      .object({ kind: z.int(), publicKey: bytes })
      .optional()
      .meta({ description: 'The key that the sender’s statement names.' }),
    blocks: z.array(blockProof).meta({
      description:
        'First the block of `asOf`. Then earlier ones, only where the state of now does not show what was in force when the postage was posted.',
    }),
  })
  .meta({ id: 'LetterProof' })

export const proofsResponse = z
  .object({
    verdict: verdictItem,
    proof: letterProof.optional().meta({
      description: 'Of an eligible verdict only: that something is absent cannot be proven.',
    }),
    asOf,
  })
  .meta({ id: 'ProofsResponse' })

export const stampProofResponse = z
  .object({ stampId: bytes32, block: blockProof, asOf })
  .meta({ id: 'StampProofResponse' })

export type ProofsRequest = z.output<typeof proofsRequest>
export type BlockHeader = z.infer<typeof blockHeader>
export type AccountProof = z.infer<typeof accountProof>
export type BlockProof = z.infer<typeof blockProof>
export type LetterProof = z.infer<typeof letterProof>
export type ProvenPostage = z.infer<typeof provenPostage>
export type ProofsResponse = z.infer<typeof proofsResponse>
