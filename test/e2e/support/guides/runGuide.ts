import type { ChildProcess } from 'node:child_process'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { root } from '../../../../scripts/stack/paths.ts'
import { poll } from '../../../../scripts/stack/poll.ts'
import { wordsOf } from '../../../cli/support/cli.ts'
import type { GuideCommand } from './readGuide.ts'

export type GuideRunner = ReturnType<typeof createGuideRunner>

export type GuideRunnerParameters = {
  /** Where the commands run, as in a clone: with `npm start`'s folder `.data`. */
  folder: string
  /** Ports that stand in the guides, and those that the parts have here. */
  ports: Readonly<Record<number, number>>
}

type Ran = { code: number; stdout: string; stderr: string }

type Running = { command: GuideCommand; child: ChildProcess; stdout: () => string }

/** Commands that change nothing. */
const looks = /^pennypost (balance|quote|\w+ show) /

/** Milliseconds for a command that lasts to say what it is to say. */
const patience = 60_000

/** Runs commands of guides as whoever reads them would. */
export function createGuideRunner({ folder, ports }: GuideRunnerParameters) {
  const lasting: Running[] = []
  const preload = join(root, 'test/e2e/support/guides/mapPorts.ts')
  const env = {
    ...Object.fromEntries(
      Object.entries(process.env).filter(([name]) => !name.startsWith('PENNYPOST_')),
    ),
    NODE_OPTIONS: `--import=${preload}`,
    // What was compiled for one command is not compiled again for the next.
    NODE_COMPILE_CACHE: join(folder, 'compiled'),
    PORTS_OF_GUIDES: JSON.stringify(ports),
    PENNYPOST_PASSWORD: 'correct horse battery staple',
    NO_COLOR: '1',
  }

  function start(command: GuideCommand): Running & { stderr: () => string } {
    const said = { stdout: '', stderr: '' }
    const { words, variables } = parsed(command.command)
    const options = { cwd: folder, env: { ...env, ...variables } }
    const child = spawn(process.execPath, argumentsOf(words), options)
    child.stdin.end()
    for (const name of ['stdout', 'stderr'] as const) {
      child[name].setEncoding('utf8').on('data', (text: string) => {
        said[name] += text
      })
    }
    return { command, child, stdout: () => said.stdout, stderr: () => said.stderr }
  }

  /** Ends what lasts, once it has printed all that the guide says. */
  async function stop(): Promise<void> {
    for (const running of lasting.splice(0)) {
      try {
        await untilPrinted(running, running.command.output)
      } finally {
        running.child.kill('SIGINT')
        if (running.child.exitCode === null) await once(running.child, 'close')
      }
    }
  }

  async function runOnce(command: GuideCommand): Promise<Ran> {
    const { child, stdout, stderr } = start(command)
    const [code] = (await once(child, 'close')) as [number | null]
    return { code: code ?? -1, stdout: stdout(), stderr: stderr() }
  }

  /** What only looks may look again, as a reader would for whom it was a moment too early. */
  async function runAgain(command: GuideCommand): Promise<Ran> {
    let ran: Ran | undefined
    const isThere = async () => {
      ran = await runOnce(command)
      return ran.code !== 0 || missingLines(ran.stdout, command.output).length === 0
    }
    await poll(isThere, { for: command.command, within: 20_000, every: 500 }).catch(() => {})
    return ran as Ran
  }

  return {
    /** Runs a command to its end; of one that lasts, until it has printed its first line. */
    async run(command: GuideCommand): Promise<Ran> {
      if (!command.isLasting)
        return await (looks.test(command.command) ? runAgain : runOnce)(command)
      // Two that listen would be in each other's way.
      await stop()
      const running = start(command)
      lasting.push(running)
      await untilPrinted(running, command.output.slice(0, 1))
      return { code: 0, stdout: command.output.join('\n'), stderr: '' }
    },
    stop,
  }
}

async function untilPrinted({ command, child, stdout }: Running, lines: string[]): Promise<void> {
  const isThere = () => {
    if (child.exitCode !== null) throw new Error(`${command.command} ended:\n${stdout()}`)
    return missingLines(stdout(), lines).length === 0
  }
  await poll(isThere, { for: `${lines.join(', ')} of ${command.command}`, within: patience })
}

/** `npm run node file` is run by this Node, and `pennypost` is the command line of the repository. */
function argumentsOf(words: readonly string[]): string[] {
  const [program, ...args] = words
  if (program === 'pennypost') return [join(root, 'cli/main.ts'), ...args]
  const [run, node, ...rest] = args.filter((word) => word !== '--')
  if (program !== 'npm' || run !== 'run' || node !== 'node')
    throw new Error(`Guides have npm run node and pennypost only, not: ${words.join(' ')}`)
  return rest.map((word) => (word.endsWith('.ts') ? join(root, word) : word))
}

/** A command, and the variables that stand before it. */
function parsed(command: string): { words: string[]; variables: Record<string, string> } {
  const words = wordsOf(command)
  const first = words.findIndex((word) => !/^[A-Z_]+=/.test(word))
  const variables = words.slice(0, first).map((word) => word.split('=') as [string, string])
  return { words: words.slice(first), variables: Object.fromEntries(variables) }
}

/** Lines of a guide that are not in an output, each below the one before; `…` stands for anything, and blanks may be more. */
export function missingLines(output: string, lines: readonly string[]): string[] {
  const said = output.split('\n')
  let from = 0
  return lines.filter((line) => {
    const place = said.findIndex((one, index) => index >= from && isLike(one, line))
    if (place >= 0) from = place + 1
    return place < 0
  })
}

function isLike(line: string, pattern: string): boolean {
  const parts = pattern.trim().split('…').map(escaped)
  return new RegExp(`^${parts.join('.*')}$`).test(line.trim())
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&').replace(/ +/g, ' +')
}
