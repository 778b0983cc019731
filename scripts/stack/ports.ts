import { randomInt } from 'node:crypto'
import { createServer } from 'node:net'
import { holderOf } from './portHolder.ts'
import { StackError } from './StackError.ts'

/** Thrown when something else listens on a port that a part of the stack was to have. */
export class PortInUse extends StackError {
  readonly port: number

  constructor(port: number, service: string, variable: string, holder: string | undefined) {
    const by = holder ? ` by ${holder}` : ''
    super(
      `Port ${port}, meant for ${service}, is in use${by}. Stop that, or choose another port: ` +
        `${variable}=${port + 1000} npm start`,
    )
    this.name = 'PortInUse'
    this.port = port
  }
}

/** Above the last port that `fetch` and browsers refuse to ask. Systems give outgoing connections ports from 32,768 on, or higher ones: a port that is let go of there may be taken the next moment. */
const lowest = 10_081
const highest = 32_767

/** A TCP port of the loopback interface that nobody has at the moment, and that nobody is given by chance. */
export async function freePort(): Promise<number> {
  for (;;) {
    const port = randomInt(lowest, highest + 1)
    const { code } = await listen(port)
    if (code === undefined) return port
    if (code !== 'EADDRINUSE' && code !== 'EACCES')
      throw new StackError(`No port of 127.0.0.1 can be listened on: ${code}.`)
  }
}

/**
 * Makes sure that a port of the loopback interface is free.
 *
 * @param service - What the port is for: `the API`.
 * @param variable - Environment variable that chooses the port.
 * @throws {PortInUse} When it is taken, naming by whom where that can be seen.
 */
export async function requirePort(port: number, service: string, variable: string): Promise<void> {
  const { code } = await listen(port)
  if (code === 'EADDRINUSE') {
    throw new PortInUse(port, service, variable, holderOf(port))
  }
  if (code === 'EACCES') {
    throw new StackError(
      `This user may not listen on port ${port}, meant for ${service}. Choose one above 1023: ` +
        `${variable}=${port + 8000} npm start`,
    )
  }
}

/** Listens for a moment, to see why a port cannot be had. */
function listen(port: number): Promise<{ code?: string | undefined }> {
  return new Promise((resolve) => {
    const server = createServer()
    server.once('error', (error: NodeJS.ErrnoException) =>
      resolve({ code: error.code ?? error.message }),
    )
    server.listen(port, '127.0.0.1', () => server.close(() => resolve({})))
  })
}
