/**
 * Runs Pennypost on this machine until it is told to stop: `npm start`.
 *
 * Ctrl-C, SIGTERM, and the end of the process that started this one stop everything; a second
 * Ctrl-C kills it. What an earlier run left behind that was killed outright is cleared away first.
 */
import { readStackEnv } from './stack/env.ts'
import { dataDir, runDir } from './stack/paths.ts'
import { requirePort } from './stack/ports.ts'
import { printStack } from './stack/printStack.ts'
import { stopLeftovers } from './stack/processes/records.ts'
import { createServices } from './stack/processes/services.ts'
import { startProgress } from './stack/progress.ts'
import { StackError } from './stack/StackError.ts'
import { saveLetters } from './stack/saveLetters.ts'
import { startStack } from './stack/stack.ts'
import { claimStack, releaseStack } from './stack/stackFile.ts'

/** One Ctrl-C may arrive several times, by way of npm; only one that comes later is a second one. */
const SAME_SIGNAL_MS = 500

const services = createServices()
let stoppingSince: number | undefined

async function run(): Promise<never> {
  const { chainPort, apiPort, relayPort, webPort, databaseUrl, deploymentsDir } = readStackEnv()
  const urlOf = (port: number) => `http://127.0.0.1:${port}`
  const [rpcUrl, apiUrl] = [urlOf(chainPort), urlOf(apiPort)]
  const [relayUrl, webUrl] = [urlOf(relayPort), urlOf(webPort)]
  claimStack({ apiUrl, rpcUrl, relayUrl, webUrl, deploymentsDir })
  await stopLeftovers(runDir)
  await requirePort(chainPort, 'the local chain', 'CHAIN_PORT')
  await requirePort(apiPort, 'the API', 'API_PORT')
  await requirePort(relayPort, 'the relay', 'RELAY_PORT')
  await requirePort(webPort, 'the web app', 'WEB_PORT')

  console.log(
    'Pennypost is starting. The first time it compiles the contracts, which takes longer.\n',
  )
  const progress = startProgress()
  const ports = { chainPort, apiPort, relayPort, webPort }
  const parameters = { ...ports, databaseUrl, dataDir, deploymentsDir, services, progress }
  const died = services.death.then((how) => Promise.reject(new StackError(how)))
  const stack = await Promise.race([startStack(parameters), died])
  printStack(stack, saveLetters(dataDir, stack.scene.mailings.newsletter))
  return died
}

async function end(exitCode: number): Promise<never> {
  stoppingSince = Date.now()
  await services.stop()
  releaseStack()
  process.exit(exitCode)
}

async function onSignal(): Promise<void> {
  if (stoppingSince === undefined) {
    console.log('\nStopping …')
    await end(0)
  } else if (Date.now() - stoppingSince > SAME_SIGNAL_MS) {
    await services.kill()
    releaseStack()
    process.exit(1)
  }
}

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, onSignal)
process.on('disconnect', onSignal)
// A reader of the output that goes away, as in `npm start | head`, is no reason to stop.
process.stdout.on('error', () => {})

try {
  await run()
} catch (error) {
  if (stoppingSince === undefined) {
    console.error(error instanceof StackError ? `\n${error.message}` : error)
    await end(1)
  }
}
