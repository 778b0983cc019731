import { styleText } from 'node:util'
import type { Example } from '../seed/examples.ts'
import { people } from '../seed/people.ts'
import { mnemonic } from '../seed/world.ts'
import { letterLines } from './letterLines.ts'
import { dataDir } from './paths.ts'
import type { Stack } from './stack.ts'

/**
 * Says where everything is, and what to try.
 *
 * @param lettersFile - The letters of the scene's newsletter, to be brought to the API.
 */
export function printStack(stack: Stack, lettersFile: string): void {
  const { api, chain, relay, databaseUrl, deployment, scene } = stack
  const { InboxRegistry, RelayRegistry, PostOffice } = deployment.contracts
  console.log(`\n${styleText('bold', 'Ask the API')}, one question for each reason it can give:\n`)
  for (const example of scene.examples) console.log(`${curlOf(api.url, example)}\n`)
  const leaves = `${api.url}/v1/mailings/${scene.mailings.newsletter.mailingId}/leaves`
  console.log(`${curlsOfLetters(leaves, lettersFile)}\n`)
  if (relay) {
    console.log(`${styleText('bold', 'Send a letter')}, and read it:\n`)
    console.log(`${letterLines({ ...stack, relay })}\n`)
  }
  console.log(
    table([
      ['API', api.url],
      ['reference', `${api.url}/docs`],
      ...(relay ? [['relay', `${relay.url}, Wren's`] as const] : []),
      ['chain', `${chain.url}, id ${chain.chainId}`],
      ['database', databaseUrl],
      ['InboxRegistry', InboxRegistry.address],
      ['RelayRegistry', RelayRegistry.address],
      ['PostOffice', PostOffice.address],
      ['USDX', `${scene.token}, 6 decimals, mint(address,uint256) for anyone`],
      [
        'accounts',
        `10,000 ETH each, of the mnemonic "${mnemonic}"; the last five of 20 are yours:`,
      ],
      ...Object.entries(people).map(([name, { account }], index): [string, string] => [
        '',
        `${String(index).padStart(2)} ${account.address} ${name}`,
      ]),
      ['logs', `${dataDir}/logs`],
    ]),
  )
  console.log(
    `\nTry ${styleText('bold', 'npm run demo')} in a second terminal. Ctrl-C stops it all.`,
  )
}

/** A command to copy, under a comment that says what the answer will be. */
export function curlOf(apiUrl: string, { reason, about, request }: Example): string {
  const body = JSON.stringify(request)
  return (
    `${styleText('dim', `# ${reason}: ${about}`)}\n` +
    `curl -s ${apiUrl}/v1/verify -H 'content-type: application/json' -d '${body}'`
  )
}

/** Commands that bring the letters of the mailing, and ask for one of them. */
function curlsOfLetters(leaves: string, file: string): string {
  const type = "-H 'content-type: application/octet-stream'"
  return (
    `${styleText('dim', '# Bring the four letters of the mailing, then get one of them with its proof')}\n` +
    `curl -s -X PUT ${leaves} ${type} --data-binary '@${file}'\ncurl -s ${leaves}/3`
  )
}

function table(rows: readonly (readonly [name: string, value: string])[]): string {
  const width = Math.max(...rows.map(([name]) => name.length)) + 2
  return rows.map(([name, value]) => `${name.padEnd(width)}${value}`).join('\n')
}
