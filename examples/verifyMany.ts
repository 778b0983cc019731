// Many letters judged at once: what is asked in the same moment goes to the API in one request.
import { createApiClient, createVerifier, inboxIdOf } from '@pennypost/sdk'
import { keccak256, toBytes } from 'viem'

const api = createApiClient({ url: 'http://127.0.0.1:8787', chain: 'eip155:31337' })
const verifier = createVerifier(api)

const bruno = inboxIdOf('0x3C44CdDdB6a900fa2b585dd299e03d12FA4293BC', 0n)
const heidi = '0x23618e81E3f5cdF7f54C3d65f7FBc0aBf5B21E8f'
const swift = '0xBcd4042DE499D14e55001CcbB24a551F3b954096'
const letters = Array.from({ length: 1_000 }, (_, index) => ({
  ...({ inboxId: bruno, sender: heidi, relay: swift } as const),
  letterHash: keccak256(toBytes(`letter ${index}`)),
}))

const verdicts = await Promise.all(letters.map((letter) => verifier.verify(letter)))
const eligible = verdicts.filter((verdict) => verdict.eligible)
const [first] = verdicts
console.log(`${eligible.length} of ${verdicts.length} may be carried: ${first?.reason}`)
