import { join } from 'node:path'
import { createHardhatRuntimeEnvironment } from 'hardhat/hre'
import { localNetwork } from './localNetwork.ts'
import { root } from './paths.ts'

/*
A process that is a local chain. `hardhat node` would be one too, but reads all that was ever built before it answers, to explain errors
by it: hundreds of megabytes, and nine tenths of the time that it takes to start.
*/

const [chainId = '', port = ''] = process.argv.slice(2)

const hre = await createHardhatRuntimeEnvironment(
  {
    networks: { node: localNetwork(Number(chainId), process.env.CHAIN_START) },
    paths: { artifacts: join(root, '.data/no-artifacts'), cache: join(root, '.data/no-cache') },
  },
  {},
  root,
)
const server = await hre.network.createServer('node', '127.0.0.1', Number(port))
const { address } = await server.listen()
process.stdout.write(
  `Chain ${chainId} is served by HTTP and WebSocket at http://${address}:${port}\n`,
)
