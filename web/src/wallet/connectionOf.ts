import type { Config, Connection } from 'wagmi'

/** The wallet that is connected at the moment. */
export function connectionOf(config: Config): Connection | undefined {
  const { connections, current } = config.state
  const connection = current === null ? undefined : connections.get(current)
  // What wagmi remembers of last time is no connection until it has come back: then it can do something.
  return connection && typeof connection.connector.getProvider === 'function'
    ? connection
    : undefined
}
