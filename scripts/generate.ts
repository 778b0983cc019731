import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { readApiDocument } from './generate/apiDocument.ts'
import { apiOperations } from './generate/apiOperations.ts'
import { apiTypes } from './generate/apiTypes.ts'
import { referenceFiles } from './generate/reference.ts'
import { plannedAddresses } from './stack/deployment/plan.ts'

/** Contracts whose ABIs the rest of the project is typed by. */
const contracts = ['InboxRegistry', 'RelayRegistry', 'PostOffice'] as const

/**
 * All files of `generated/`, from the artifacts of the last build and the API's description of itself; and `docs/reference/`, from the
 * comments of the SDK.
 */
async function generatedFiles(): Promise<[path: string, text: string][]> {
  const document = readApiDocument()
  const generated = [...abiFiles(), await addressFile(), await apiTypes(document)]
  return [...generated, apiOperations(document), ...referenceFiles(process.cwd())]
}

/** `generated/<contract>Abi.ts` for each contract. */
function abiFiles(): [path: string, text: string][] {
  return contracts.map((name) => {
    const artifact = JSON.parse(
      readFileSync(`artifacts/contracts/${name}.sol/${name}.json`, 'utf8'),
    ) as { abi: unknown }
    const exported = `${name[0]?.toLowerCase()}${name.slice(1)}Abi`
    return [
      `generated/${exported}.ts`,
      `// Written by scripts/generate.ts from contracts/${name}.sol. Do not edit.\n` +
        `export const ${exported} = ${JSON.stringify(artifact.abi, undefined, 2)} as const\n`,
    ]
  })
}

/** `generated/addresses.ts`: where the contracts as they are now come to lie, on every chain. */
async function addressFile(): Promise<[path: string, text: string]> {
  const addresses = JSON.stringify(await plannedAddresses(), undefined, 2)
  return [
    'generated/addresses.ts',
    '// Written by scripts/generate.ts from the code of the contracts. Do not edit.\n' +
      `export const addresses = ${addresses} as const\n`,
  ]
}

function read(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return undefined
  }
}

/** Files that are not what their sources say, with the text they should have. */
async function staleFiles(): Promise<[path: string, text: string][]> {
  const files = await generatedFiles()
  return files.filter(([path, text]) => read(path) !== text)
}

/** Writes what is out of date, and says so. */
export async function writeGenerated(): Promise<void> {
  for (const [path, text] of await staleFiles()) {
    mkdirSync(dirname(path), { recursive: true })
    writeFileSync(path, text)
    console.log(`wrote ${path}`)
  }
}

if (import.meta.main) {
  if (process.argv.includes('--check')) {
    for (const [path] of await staleFiles()) {
      console.error(`${path} is not what the contracts, the API or the SDK say. Run: npm run build`)
      process.exitCode = 1
    }
  } else {
    await writeGenerated()
  }
}
