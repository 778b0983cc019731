import type { Address, Hex } from 'viem'

/** A script that checks a stamp against a node of its reader's. */
export function codeOfCheck({
  stampId,
  apiUrl,
  postOffice,
}: {
  stampId: Hex
  apiUrl: string
  postOffice: Address
}): string {
  return `import { createApiClient, verifyStampProof } from '@pennypost/sdk'
import { createPublicClient, http } from 'viem'

const stampId = '${stampId}'
const postOffice = '${postOffice}'
const api = createApiClient({ url: '${apiUrl}' })
const node = createPublicClient({ transport: http('https://your-own-node') })

const answer = await api.getStampProof({ stampId })
const blockNumber = BigInt(answer.asOf.blockNumber)
const { hash: blockHash } = await node.getBlock({ blockNumber })
console.log(await verifyStampProof({ answer, stampId, postOffice, blockHash }))
`
}
