/**
 * A mailing of a million letters, opened, partly collected and closed: `npm run bench -- mailing`.
 *
 *     --write   also writes results/mailing.md
 */
import { writeFileSync } from 'node:fs'
import { cpus } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'

import {
  CARRIAGE,
  createWorld,
  EXPIRES_AT,
  NATIVE,
  STAKE,
} from '../test/helpers/postOfficeWorld.ts'

const LETTERS = 1_000_000
/** The last one stands at the edge of the tree, which is padded from there on. */
const COLLECTED = [0, 1, 255, 256, 524_287, 524_288, 777_777, 999_998, 999_999]

const { values } = parseArgs({ options: { write: { type: 'boolean', default: false } } })
const number = new Intl.NumberFormat('en-US', { maximumFractionDigits: 3 })

const world = await createWorld()
const { office, sender, wallet, relay, stranger, gasOf, nextAt } = world
const balanceOf = (owner: { address: `0x${string}` }) =>
  office.read.balanceOf([owner.address, BigInt(NATIVE)])
const before = await Promise.all([sender, wallet, relay].map(balanceOf))

const start = performance.now()
const { mailing, claim } = await world.mailingOf(LETTERS, NATIVE)
const seconds = (performance.now() - start) / 1_000

const value = (CARRIAGE + STAKE) * BigInt(LETTERS)
const open = await gasOf(office.write.openMailing([mailing, ''], { account: sender, value }))
const admit = await gasOf(office.write.admitMailing([mailing], { account: relay }))
const collects: number[] = []
for (const index of COLLECTED) {
  const { gas } = await gasOf(
    office.write.collectMail([mailing, [claim(index)]], { account: wallet }),
  )
  collects.push(gas)
}
await nextAt(EXPIRES_AT)
const close = await gasOf(office.write.closeMailing([mailing], { account: stranger }))

const after = await Promise.all([sender, wallet, relay].map(balanceOf))
const paid = after.map((amount, index) => amount - (before[index] ?? 0n))
const expected = [
  STAKE * BigInt(LETTERS - COLLECTED.length),
  STAKE * BigInt(COLLECTED.length),
  CARRIAGE * BigInt(LETTERS),
]
if (paid.join() !== expected.join()) throw new Error(`Paid ${paid}, but ${expected} was due.`)
await world.close()

const each = (gas: number) => number.format(gas / LETTERS)
const sum = collects.reduce((total, gas) => total + gas, 0)
const table = `| step | gas | gas per letter |
| --- | --: | --: |
| openMailing | ${number.format(open.gas)} | ${each(open.gas)} |
| admitMailing | ${number.format(admit.gas)} | ${each(admit.gas)} |
| closeMailing | ${number.format(close.gas)} | ${each(close.gas)} |
| all three | ${number.format(open.gas + admit.gas + close.gas)} | ${each(open.gas + admit.gas + close.gas)} |
| collectMail of one letter, paid by its recipient | ${number.format(Math.min(...collects))} to ${number.format(Math.max(...collects))} | on average ${number.format(sum / collects.length)} |`
console.log(
  `${table}\n\nTree of ${number.format(LETTERS)} letters built in ${seconds.toFixed(1)} s.`,
)

if (values.write) {
  const [processor] = cpus()
  const text = `# A mailing of ${number.format(LETTERS)} letters

Opened, admitted by its relay, ${COLLECTED.length} letters collected one by one (proofs of 20 siblings), closed by a stranger after its
expiry. Sender, recipient and relay have exactly what is due to them, or the benchmark fails.

${table}

The tree was built, with all its nodes for proofs, in ${seconds.toFixed(1)} s.

Measured ${new Date().toISOString().slice(0, 10)} by \`npm run bench -- mailing --write\`, Node ${process.versions.node}, ${processor?.model ?? 'unknown processor'} ×${cpus().length}.
`
  writeFileSync(join(import.meta.dirname, 'results', 'mailing.md'), text)
}
