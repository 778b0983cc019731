import type { Config } from 'wagmi'
import { reconnect } from 'wagmi/actions'

/** Connects the wallet of last time also where it announces itself only after the page has looked for it. */
export function rejoinLate(config: Config): void {
  config._internal.connectors.subscribe(async (connectors) => {
    const recent = await config.storage?.getItem('recentConnectorId')
    const connector = connectors.find(({ id }) => id === recent)
    if (!connector || config.state.status !== 'disconnected') return
    await reconnect(config, { connectors: [connector] })
  })
}
