/** Compiles the contracts, checks their size, and writes what is generated from them: `npm run build`. */
import hre from 'hardhat'

import { writeGenerated } from './generate.ts'

/** The chain's limit is 24,576 bytes; 1,024 are kept free. */
const MAX_CODE_BYTES = 23_552

await hre.tasks.getTask('build').run({ quiet: true, noTests: true })

for (const name of ['InboxRegistry', 'RelayRegistry', 'PostOffice']) {
  const { deployedBytecode } = await hre.artifacts.readArtifact(name)
  const bytes = (deployedBytecode.length - 2) / 2
  console.log(`${name.padEnd(14)} ${bytes.toLocaleString('en')} bytes`)
  if (bytes > MAX_CODE_BYTES) {
    console.error(`${name} is ${bytes - MAX_CODE_BYTES} bytes too large.`)
    process.exitCode = 1
  }
}
await writeGenerated()
