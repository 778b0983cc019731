// A copy of the chain in this process, which judges letters without asking anybody.
import { createApiClient, inboxIdOf } from '@pennypost/sdk'
import { createReplica } from '@pennypost/sdk/guard'
import { keccak256, toBytes } from 'viem'

const api = createApiClient({ url: 'http://127.0.0.1:8787', chain: 'eip155:31337' })
const replica = createReplica({ api })
await replica.ready

const { eligible, reason, asOf } = replica.verify({
  inboxId: inboxIdOf('0x3C44CdDdB6a900fa2b585dd299e03d12FA4293BC', 0n), // Bruno's
  sender: '0x23618e81E3f5cdF7f54C3d65f7FBc0aBf5B21E8f', // Heidi
  relay: '0xBcd4042DE499D14e55001CcbB24a551F3b954096', // Swift
  letterHash: keccak256(toBytes('the sealed letter')),
})
console.log(
  `${eligible ? 'carry it' : 'ask for postage'}: ${reason}, as of block ${asOf.blockNumber}`,
)
replica.close()
