import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { root } from '../../../../scripts/stack/paths.ts'

/** A command of a guide, and what the guide says that it prints. */
export type GuideCommand = {
  command: string
  /** Whether it runs until it is stopped, and the commands below it beside it. */
  isLasting: boolean
  /** Lines of stdout, in which `…` stands for anything. */
  output: string[]
}

/** Code of a guide, and the example that it says to be of. */
export type GuideCode = { file: string; code: string }

export type Guide = {
  name: string
  commands: GuideCommand[]
  codes: GuideCode[]
  /** Variables that it has the reader save for `--env-file`. */
  variables: string | undefined
}

const lasting = ' # until Ctrl-C'

/** What of a guide can be run: its commands, in their order, and its code. */
export function readGuide(name: string): Guide {
  const text = readFileSync(join(root, `docs/guides/${name}.md`), 'utf8')
  const shells = [...text.matchAll(/^```sh\n(.*?)^```$/gms)].map(([, block = '']) => block)
  const [, variables] = /^```ini\n(.*?)^```$/ms.exec(text) ?? []
  return { name, codes: codesOf(text), commands: shells.flatMap(commandsOf), variables }
}

/** Code on a page that stands below a link to an example. */
export function codesOf(text: string): GuideCode[] {
  const pattern = /\((?:\.\.\/\.\.\/)?examples\/(\w+\.ts)\)[^\n]*\n\n```ts\n(.*?)^```$/gms
  return [...text.matchAll(pattern)].map(([, file = '', code = '']) => ({ file, code }))
}

/** Lines that begin with `$ ` are commands; those below are what it prints. */
function commandsOf(block: string): GuideCommand[] {
  return block
    .split(/^\$ /m)
    .slice(1)
    .map((part) => {
      const [line = '', ...output] = part.trimEnd().split('\n')
      const isLasting = line.endsWith(lasting)
      const command = isLasting ? line.slice(0, -lasting.length) : line
      return { command, isLasting, output }
    })
}
