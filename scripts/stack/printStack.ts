import { styleText } from 'node:util'
import { bytesToHex } from 'viem'
import { mnemonicToAccount, privateKeyToAddress } from 'viem/accounts'
import type { Example } from '../seed/examples.ts'
import { people } from '../seed/people.ts'
import { mnemonic } from '../seed/world.ts'
import { letterLines } from './letterLines.ts'
import { dataDir } from './paths.ts'
import type { Stack } from './stack.ts'

/** Columns of a usual terminal. */
const width = 80

/**
 * Says what to ask and whom to be, and at the end, where it is seen without turning pages, where everything is and what to try first.
 *
 * @param lettersFile - The letters of the scene's newsletter, to be brought to the API.
 */
export function printStack(stack: Stack, lettersFile: string): void {
  const { api, relay, scene } = stack
  const leaves = `${api.url}/v1/mailings/${scene.mailings.newsletter.mailingId}/leaves`
  const parts = [
    `${styleText('bold', 'Ask the API')}, one question for each reason it can give:`,
    ...scene.examples.map((example) => curlOf(api.url, example)),
    curlsOfLetters(leaves, lettersFile),
    `${styleText('bold', 'Accounts and contracts')}\n\n${table(accountRows(stack))}`,
    styleText('dim', '─'.repeat(width)),
    `${styleText(['bold', 'green'], 'Pennypost runs.')}\n\n${table(placeRows(stack))}`,
    ...(relay
      ? [
          `${styleText('bold', 'Try first')}: send a letter, and read it\n\n${letterLines({ ...stack, relay })}`,
        ]
      : []),
    `${styleText('bold', 'More')}\n\n${table(moreRows)}`,
    'Work in a second terminal. In this one Ctrl-C stops it all.',
    ...(stack.web
      ? [`${styleText('bold', 'Open')}  ${styleText(['bold', 'underline'], stack.web.url)}`]
      : []),
  ]
  console.log(`\n${parts.join('\n\n')}`)
}

type Row = readonly [name: string, value: string]

function placeRows({ api, chain, relay, web, databaseUrl }: Stack): Row[] {
  return [
    ...(web ? [['web', `${web.url}, with the accounts above as wallets`] as const] : []),
    ['API', `${api.url}, described at ${api.url}/docs`],
    ...(relay ? [['relay', `${relay.url}, Wren's`] as const] : []),
    ['chain', `${chain.url}, id ${chain.chainId}`],
    ['database', databaseUrl],
    ['logs', `${dataDir}/logs`],
  ]
}

const moreRows: readonly Row[] = [
  ['npm run demo', 'the main story, step by step'],
  ['npm run pennypost -- --help', 'all that the command line does'],
  ['docs/guides', 'a page each for senders, recipients, apps and relays'],
  ['above', 'a curl for each verdict there is, the accounts, the contracts'],
]

function accountRows({ deployment, scene }: Stack): Row[] {
  const { InboxRegistry, RelayRegistry, PostOffice } = deployment.contracts
  // Of all accounts at once: for each by itself the seed would take seconds.
  const parent = mnemonicToAccount(mnemonic, { path: "m/44'/60'/0'/0" }).getHdKey()
  return [
    ['InboxRegistry', InboxRegistry.address],
    ['RelayRegistry', RelayRegistry.address],
    ['PostOffice', PostOffice.address],
    ['USDX', `${scene.token}, 6 decimals, mint(address,uint256) for anyone`],
    ['accounts', `10,000 ETH each, of the mnemonic "${mnemonic}": --dev 0 to 19`],
    ...Array.from({ length: 20 }, (_, addressIndex): Row => {
      const { privateKey } = parent.deriveChild(addressIndex)
      const address = privateKeyToAddress(bytesToHex(privateKey as Uint8Array))
      return ['', `${String(addressIndex).padStart(2)} ${address} ${names[addressIndex] ?? 'you'}`]
    }),
  ]
}

/** Of the scene's people, who are the first accounts. */
const names = Object.keys(people)

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

function table(rows: readonly Row[]): string {
  const widest = Math.max(...rows.map(([name]) => name.length)) + 2
  return rows.map(([name, value]) => `  ${name.padEnd(widest)}${value}`).join('\n')
}
