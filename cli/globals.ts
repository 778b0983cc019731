import type { Command } from 'commander'
import { Option } from 'commander'
import { parseChainId } from './parse/parseChainId.ts'
import { parseCount } from './parse/parseCount.ts'
import { parseUrl } from './parse/parseUrl.ts'

/** Options that every command takes. */
export type Globals = {
  rpc?: string | undefined
  api?: string | undefined
  /** Id of the chain that is meant. */
  chain?: number | undefined
  deployment?: string | undefined
  keystore?: string | undefined
  passwordFile?: string | undefined
  dev?: number | undefined
  json?: boolean | undefined
  yes?: boolean | undefined
  dryRun?: boolean | undefined
  quiet?: boolean | undefined
}

export const defaultRpcUrl = 'http://127.0.0.1:8545'
export const defaultApiUrl = 'http://127.0.0.1:8787'

export function addGlobalOptions(program: Command): void {
  const options = [
    new Option('--rpc <url>', `node to speak to (default: ${defaultRpcUrl})`).argParser(parseUrl),
    new Option('--api <url>', `API to ask (default: ${defaultApiUrl})`).argParser(parseUrl),
    new Option('--chain <id>', 'chain that is meant; refuse a node of another').argParser(
      parseChainId,
    ),
    new Option('--deployment <file>', 'addresses of a deployment that you trust'),
    new Option('--keystore <file>', 'account: a Web3 keystore, version 3'),
    new Option('--password-file <file>', 'file whose first line is the password'),
    new Option('--dev <n>', 'account n of the public development mnemonic, on local chains')
      .argParser(parseCount)
      .conflicts('keystore'),
    new Option('-y, --yes', 'answer yes to every question'),
    new Option('--dry-run', 'show what would be signed and sent, and its cost; do neither'),
    new Option('--json', 'print one JSON document'),
    new Option('-q, --quiet', 'print results and errors only'),
  ]
  for (const option of options) program.addOption(option)
}
