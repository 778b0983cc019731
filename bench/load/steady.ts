import type { Socket } from 'node:net'
import { connect } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'

export type SteadyLoad = {
  url: string
  /** The n-th request's body, a JSON text. */
  body: (n: number) => string
  /** Requests a second, due whether or not earlier ones are answered. */
  rate: number
  connections: number
  seconds: number
  /** Called once a second with what was answered in it. */
  tell?: ((second: Second) => void) | undefined
}

/** `p99` in milliseconds; `refused` are answers of another status than 200. */
export type Second = { answered: number; refused: number; p99: number }

export type SteadyResult = {
  /** Answers a second, from the first request to the last answer. */
  rate: number
  /** Milliseconds from when a request was due, also where no connection was free for it then. */
  p50: number
  p99: number
  worst: number
  /** How many answers had a status, or a problem's code in place of status 200. */
  answers: Record<string, number>
}

/** How long, in milliseconds, answers may be missing at the end. */
const patience = 30_000

/**
 * Posts at a constant rate, as many independent clients would: a server that stalls meets all that was due meanwhile. A request's
 * time begins when it was due, so that a stall shows in every figure that it touched.
 *
 * @throws {Error} Requests were not answered, or a connection broke.
 */
export async function runSteady(load: SteadyLoad): Promise<SteadyResult> {
  const { hostname, port, pathname } = new URL(load.url)
  const head = `POST ${pathname} HTTP/1.1\r\nhost: ${hostname}\r\ncontent-type: application/json\r\n`
  const total = Math.round(load.rate * load.seconds)
  const times = new Float64Array(total)
  const answers: Record<string, number> = {}
  const idle: Connection[] = []
  let [due, sent, answered] = [0, 0, 0]
  let second: Second & { from: number } = { from: 0, answered: 0, refused: 0, p99: 0 }

  const connections = await Promise.all(
    Array.from({ length: load.connections }, () => openConnection(hostname, Number(port), settle)),
  )
  idle.push(...connections)
  const start = performance.now()
  const dueTime = (n: number) => start + (n * 1_000) / load.rate
  const teller = setInterval(() => {
    load.tell?.({ ...second, p99: percentile(times.slice(second.from, answered).sort(), 0.99) })
    second = { from: answered, answered: 0, refused: 0, p99: 0 }
  }, 1_000)
  try {
    while (due < total) {
      while (due < total && dueTime(due) <= performance.now()) due++
      // The one that has been idle longest: a server closes those that nobody uses.
      for (let connection = idle.shift(); connection; connection = idle.shift()) {
        if (!sendNext(connection)) break
      }
      await sleep(1)
    }
    const deadline = performance.now() + patience
    while (answered < total && performance.now() < deadline) await sleep(5)
  } finally {
    clearInterval(teller)
    for (const { socket } of connections) socket.destroy()
  }
  if (answered < total) throw new Error(`${total - answered} of ${total} were not answered`)

  const rate = total / ((performance.now() - start) / 1_000)
  times.sort()
  const [p50, p99, worst] = [0.5, 0.99, 1].map((share) => percentile(times, share))
  return { rate, p50, p99, worst, answers } as SteadyResult

  /** Sends the oldest request that is due, or lets the connection wait for one. */
  function sendNext(connection: Connection): boolean {
    if (sent >= due) {
      idle.unshift(connection)
      return false
    }
    connection.n = sent++
    const body = load.body(connection.n)
    const length = Buffer.byteLength(body)
    connection.socket.write(`${head}content-length: ${length}\r\n\r\n${body}`)
    return true
  }

  function settle(connection: Connection, status: string, body: string): void {
    times[answered++] = performance.now() - dueTime(connection.n)
    const isGood = status === '200'
    const name = isGood ? status : (/"code":"(\w+)"/.exec(body)?.[1] ?? status)
    answers[name] = (answers[name] ?? 0) + 1
    second.answered += 1
    if (!isGood) second.refused += 1
    if (sent < due) sendNext(connection)
    else idle.push(connection)
  }
}

type Connection = {
  socket: Socket
  /** Which request it waits for the answer of. */
  n: number
}

function openConnection(
  host: string,
  port: number,
  settle: (connection: Connection, status: string, body: string) => void,
): Promise<Connection> {
  return new Promise((resolve, reject) => {
    const socket = connect({ host, port, noDelay: true }, () => resolve(connection))
    const connection: Connection = { socket, n: 0 }
    let text = ''
    socket.once('error', reject)
    // Its request then counts as not answered.
    socket.on('error', () => {})
    socket.setEncoding('latin1')
    socket.on('data', (chunk: string) => {
      text += chunk
      const end = text.indexOf('\r\n\r\n')
      if (end < 0) return
      const length = /\r\ncontent-length: (\d+)/i.exec(text.slice(0, end))?.[1]
      const body = text.slice(end + 4)
      if (length ? body.length < Number(length) : !body.endsWith('\r\n0\r\n\r\n')) return
      const status = text.slice(9, 12)
      text = ''
      settle(connection, status, body)
    })
  })
}

function percentile(sorted: Float64Array, share: number): number {
  return sorted[Math.ceil(sorted.length * share) - 1] ?? Number.NaN
}
