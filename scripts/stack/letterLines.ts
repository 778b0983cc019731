import { isAbsolute, relative } from 'node:path'
import { styleText } from 'node:util'
import { formatEther } from 'viem'
import { people } from '../seed/people.ts'
import { swiftAsks } from '../seed/relays.ts'
import { milli } from '../seed/world.ts'
import type { LocalRelay } from './carryLetters.ts'
import { root } from './paths.ts'
import { keyPassword } from './saveKeys.ts'

type Parts = {
  chain: { url: string }
  api: { url: string }
  relay: Pick<LocalRelay, 'url' | 'keyFiles'>
}

const command = 'npm run --silent pennypost --'

/** An account that has no part in the scene. */
const stranger = 15

/** Chloe's place among the accounts. */
const chloe = 3

/** What Chloe asks of a stranger, and what the relay does. */
const price = formatEther(milli + swiftAsks.native)

/** Commands that send Chloe a letter, and read it as she does. */
export function letterLines({ chain, api, relay }: Parts): string {
  const places = [...placeOf('rpc', chain.url, 8545), ...placeOf('api', api.url, 8787)]
  const by = ['--relay', relay.url, ...places].join(' ')
  const recipient = people.chloe.account.address
  const key = fromRoot(relay.keyFiles.letters)
  return [
    styleText(
      'dim',
      `# Write to Chloe as account ${stranger}, a stranger to her; it takes ${price} ETH`,
    ),
    `${command} send ${recipient} --text 'Hello Chloe' --max '0.01 ETH' --dev ${stranger} ${by}`,
    styleText('dim', '# Read it as Chloe'),
    `PENNYPOST_KEY_PASSWORD=${keyPassword} ${command} read --key '${key}' --dev ${chloe} ${by}`,
  ].join('\n')
}

/** The option for a part that is not where the command line looks for it. */
function placeOf(name: string, url: string, port: number): string[] {
  return url === `http://127.0.0.1:${port}` ? [] : [`--${name}`, url]
}

/** A file as seen from where npm runs a task. */
function fromRoot(file: string): string {
  const path = relative(root, file)
  return path.startsWith('..') || isAbsolute(path) ? file : path
}
