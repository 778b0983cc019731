import { cpus } from 'node:os'

import type { GasSnapshot } from '../../test/helpers/gas/measureGas.ts'
import { gasTable } from './table.ts'

/** The table with how, when and where it was measured: `results/gas.md`. */
export function gasReport(snapshot: GasSnapshot): string {
  const date = new Date().toISOString().slice(0, 10)
  const [processor] = cpus()
  return `# Gas

Whole transactions, after refunds, on Hardhat's network with the rules of Prague; solc as in hardhat.config.ts. Balances and
other slots that an operation adds to or takes from are in use already, and stay so. Batches (×) are per stamp: \`postMany\` to
as many inboxes of as many wallets, the others of one inbox, one sender and one relay. The ERC-20 is OpenZeppelin's; real ones
behind a proxy cost more.

${gasTable(snapshot)}

\\* execution only, without the 21,000 of a transaction and its calldata. From those projects' own gas reports.

Measured ${date} by \`npm run bench -- gas --write\`, Node ${process.versions.node}, ${processor?.model ?? 'unknown processor'} ×${cpus().length}.
Gas depends on none of these: \`gas.json\` is compared exactly by a test, and a change that raises a figure says why.
`
}
