import type { Config } from 'wagmi'
import { reconnect } from 'wagmi/actions'
import type { SiteConfig } from '../config/siteConfig.ts'
import { createWalletConfig } from './createWalletConfig.ts'
import { rejoinLate } from './rejoinLate.ts'

const configs = new WeakMap<SiteConfig, Config>()

/** wagmi's configuration of the site: the same each time, and the first time the wallet of last time is looked for. */
export function walletConfigOf(site: SiteConfig): Config {
  const known = configs.get(site)
  if (known) return known
  const config = createWalletConfig(site)
  configs.set(site, config)
  void reconnect(config)
  rejoinLate(config)
  return config
}
