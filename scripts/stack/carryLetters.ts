import { join } from 'node:path'
import { people } from '../seed/people.ts'
import { privateKeyOf } from '../seed/privateKeyOf.ts'
import type { Scene } from '../seed/seed.ts'
import type { Api } from './api.ts'
import type { Chain } from './chain.ts'
import type { Services } from './processes/services.ts'
import type { Progress } from './progress.ts'
import type { Relay } from './relay.ts'
import { startRelay } from './relay.ts'
import type { KeyFiles } from './saveKeys.ts'
import { saveKeys } from './saveKeys.ts'

type CarryLettersParameters = {
  chain: Chain
  api: Api
  scene: Scene
  /** Of the relay's own. */
  databaseUrl: string
  port: number
  dataDir: string
  logDir: string
  services: Services
  progress: Progress
}

/** The relay, and what opens the letters that it takes for Chloe. */
export type LocalRelay = Relay & { keyFiles: KeyFiles }

/** Starts the relay that is Wren's, and saves the keys of Chloe, so that one can write to her and read it. */
export async function carryLetters(parameters: CarryLettersParameters): Promise<LocalRelay> {
  const { scene, dataDir } = parameters
  const [relay, keyFiles] = await Promise.all([
    openRelay(parameters),
    saveKeys(join(dataDir, 'keys'), 'chloe', scene.chloesKeys),
  ])
  return { ...relay, keyFiles }
}

async function openRelay(parameters: CarryLettersParameters): Promise<Relay> {
  const { chain, api, databaseUrl, port, logDir, services, progress } = parameters
  const { chainId, url: rpcUrl } = chain
  const privateKey = privateKeyOf(people.wren)
  const own = { databaseUrl, privateKey, port, logDir }
  const relay = services.add(await startRelay({ ...own, chainId, rpcUrl, apiUrl: api.url }))
  progress(`Relay on port ${relay.port}`)
  return relay
}
