import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'

/** Contracts whose ABIs the rest of the project is typed by. */
const contracts = ['InboxRegistry', 'RelayRegistry', 'PostOffice'] as const

/** `generated/<contract>Abi.ts` for each contract, from the artifacts of the last build. */
function generatedFiles(): Map<string, string> {
  return new Map(
    contracts.map((name) => {
      const artifact = JSON.parse(
        readFileSync(`artifacts/contracts/${name}.sol/${name}.json`, 'utf8'),
      ) as { abi: unknown }
      const exported = `${name[0]?.toLowerCase()}${name.slice(1)}Abi`
      return [
        `generated/${exported}.ts`,
        `// Written by scripts/generate.ts from contracts/${name}.sol. Do not edit.\n` +
          `export const ${exported} = ${JSON.stringify(artifact.abi, undefined, 2)} as const\n`,
      ]
    }),
  )
}

function read(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return undefined
  }
}

/** Files that are not what the artifacts say, with the text they should have. */
function staleFiles(): [path: string, text: string][] {
  return [...generatedFiles()].filter(([path, text]) => read(path) !== text)
}

/** Writes what is out of date, and says so. */
export function writeGenerated(): void {
  for (const [path, text] of staleFiles()) {
    mkdirSync(dirname(path), { recursive: true })
    writeFileSync(path, text)
    console.log(`wrote ${path}`)
  }
}

if (import.meta.main) {
  if (process.argv.includes('--check')) {
    for (const [path] of staleFiles()) {
      console.error(`${path} is not what the contracts say. Run: npm run build`)
      process.exitCode = 1
    }
  } else {
    writeGenerated()
  }
}
