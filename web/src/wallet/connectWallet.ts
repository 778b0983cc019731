import type { Config, Connector } from 'wagmi'
import { connect, disconnect } from 'wagmi/actions'
import { connectionOf } from './connectionOf.ts'

/**
 * Connects a wallet in place of the one before, which stays if that fails.
 *
 * @param chainId - For the development wallet; others are asked to switch when there is something to do.
 */
export async function connectWallet(
  config: Config,
  connector: Connector,
  chainId?: number,
): Promise<void> {
  if (connectionOf(config)?.connector.uid === connector.uid) return
  const before = [...config.state.connections.values()].map((connection) => connection.connector)
  await connect(config, { connector, ...(chainId !== undefined && { chainId }) })
  // One at a time: else leaving the one would go over to another, unasked.
  for (const other of before)
    if (other.uid !== connector.uid && typeof other.getProvider === 'function')
      await disconnect(config, { connector: other }).catch(() => undefined)
}
