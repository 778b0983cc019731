import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { parentPort } from 'node:worker_threads'
import { numberToHex } from 'viem'
import { blocks, chainId, genesisTime, hash } from './names.ts'

// Answers what the API asks a node, about the chain that the data set is of; tells its url to whoever started it.

const server = createServer(async (incoming, response) => {
  const chunks: Buffer[] = []
  for await (const chunk of incoming) chunks.push(chunk)
  const asked: Call | Call[] = JSON.parse(Buffer.concat(chunks).toString())
  response.setHeader('content-type', 'application/json')
  response.end(JSON.stringify(Array.isArray(asked) ? asked.map(answer) : answer(asked)))
})
server.listen(0, '127.0.0.1', () => {
  parentPort?.postMessage(`http://127.0.0.1:${(server.address() as AddressInfo).port}`)
})

type Call = { id: number; method: string; params: unknown[] }

function answer({ id, method, params }: Call) {
  const result = method === 'eth_chainId' ? numberToHex(chainId) : block(String(params[0]))
  return { jsonrpc: '2.0', id, result }
}

/** Safe and finalized lie behind the head as on a real chain. */
function block(name: string) {
  const number = { latest: blocks, safe: blocks - 32, finalized: blocks - 64 }[name] ?? Number(name)
  return {
    number: numberToHex(number),
    hash: hash(`block ${number}`),
    parentHash: hash(`block ${number - 1}`),
    timestamp: numberToHex(genesisTime + number * 2),
  }
}
