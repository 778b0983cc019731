// Every change of a chain as it happens, also across breaks; what a reorg undoes is told, too.
import { createApiClient, watchEvents } from '@pennypost/sdk'

const api = createApiClient({ url: 'http://127.0.0.1:8787', chain: 'eip155:31337' })
console.log('watching')
for await (const entry of watchEvents(api, { type: 'stamp.*' })) {
  const { type, retractedType, block } = entry
  if (type === 'retracted') console.log(`undone: ${retractedType} in block ${block.number}`)
  else console.log(`${type} in block ${block.number}`)
}
