import { setTimeout as sleep } from 'node:timers/promises'
import type { Hex } from 'viem'
import type { Chronicle } from './chronicle.ts'
import type { Rig } from './rig.ts'

/** Milliseconds that a block which is gone may still be spoken of: a poll of the node, and an answer on its way. */
const GRACE = 2_500

/** Milliseconds that `/readyz` and verdicts may differ after either has changed. */
const MOMENT = 2_000

/** Milliseconds that one poll, which may have met a moment that no verdict did, speaks for `/readyz`: two regular ones, and their time. */
const POLLS = 1_500

/** Looks within twice `MOMENT` that it takes to call an answer steady. */
const LOOKS = 20

/** How many newest letters are asked about each time. */
const LETTERS = 60

/** One look at the API. Times are milliseconds since 1970. */
type Look = {
  asked: number
  answered: number
  /** HTTP status; 0: no answer. */
  status: number
  code?: string | undefined
  retryAfter?: string | null
  asOf?: { blockNumber: string; blockHash: Hex } | undefined
  reasons: readonly (readonly [letterHash: Hex, reason: string])[]
  ready: { status: number; code?: string | null | undefined }
}

export type Testimony = {
  /** How many looks met each code; `ok` is a verdict, `none` no answer. */
  seen: Record<string, number>
  /** Everything that was not true, in words. */
  lies: string[]
  /** Verdicts given. */
  verdicts: number
}

type WitnessOptions = {
  /** Asks this API instead of the rig's. */
  url?: () => string
  /** Whether connections may be refused: the API is killed. */
  mayBeGone?: boolean
}

export type Witness = { end(): Promise<Testimony> }

/**
 * Asks the API for verdicts and for its readiness again and again, and in the end holds every answer against what was true
 * in the block that it names: nothing invented, nothing of a block that is long gone, no silence without its reason.
 */
export function startWitness(
  rig: Rig,
  chronicle: Chronicle,
  options: WitnessOptions = {},
): Witness {
  const { url = () => rig.api().url, mayBeGone = false } = options
  const looks: Look[] = []
  let isOver = false

  const loop = (async () => {
    while (!isOver) {
      looks.push(await look())
      await sleep(40)
    }
  })()

  return {
    async end() {
      isOver = true
      await loop
      return testify(looks, chronicle, mayBeGone)
    },
  }

  async function look(): Promise<Look> {
    const letters = chronicle.letters.slice(-LETTERS)
    const items = letters.map((letter) => chronicle.question(letter))
    const asked = Date.now()
    const [verdicts, ready] = await Promise.all([ask(items), askReady()])
    const { status, body, retryAfter } = verdicts
    const { asOf, code, results = [] } = body
    return {
      asked,
      answered: Date.now(),
      status,
      code,
      retryAfter,
      asOf,
      reasons: results.map(({ reason }, place) => {
        const letter = letters[place]
        if (!letter) throw new Error('More verdicts than letters')
        return [letter.stamp.letterHash, reason] as const
      }),
      ready,
    }
  }

  type Body = { asOf?: Look['asOf']; code?: string; results?: { reason: string }[] }

  async function ask(items: readonly object[]) {
    try {
      const response = await fetch(`${url()}/v1/verify/batch`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ chain: `eip155:${rig.chainId}`, items }),
      })
      const body = (await response.json()) as Body
      return { status: response.status, body, retryAfter: response.headers.get('retry-after') }
    } catch {
      return { status: 0, body: {} as Body, retryAfter: null }
    }
  }

  async function askReady(): Promise<Look['ready']> {
    try {
      const response = await fetch(`${url()}/readyz`)
      const { chains } = (await response.json()) as { chains?: { code: string | null }[] }
      return { status: response.status, code: chains?.[0]?.code }
    } catch {
      return { status: 0 }
    }
  }
}

function testify(looks: readonly Look[], chronicle: Chronicle, mayBeGone: boolean): Testimony {
  const lies = looks.flatMap((look) => liesOf(look, chronicle, mayBeGone))
  const seen: Record<string, number> = {}
  for (const { status, code } of looks) {
    const name = status === 200 ? 'ok' : status === 0 ? 'none' : (code ?? `status ${status}`)
    seen[name] = (seen[name] ?? 0) + 1
  }
  const verdicts = looks.reduce((sum, { reasons }) => sum + reasons.length, 0)
  return { seen, lies: [...new Set([...lies, ...readinessLies(looks)])], verdicts }
}

function liesOf(look: Look, { pages }: Chronicle, mayBeGone: boolean): string[] {
  const { status, code, asOf, retryAfter } = look
  if (status === 0) return mayBeGone ? [] : ['no answer']
  if (status === 503) return retryAfter ? [] : [`${code} without Retry-After`]
  if (status !== 200 || !asOf) return [`status ${status} ${code}`]
  const page = pages.get(asOf.blockHash)
  // Blocks from before the chronicle know none of its letters.
  if (!page) {
    const isOlder = Number(asOf.blockNumber) < Math.min(...[...pages.values()].map((p) => p.number))
    return isOlder ? [] : [`block ${asOf.blockNumber} ${asOf.blockHash} never was`]
  }
  const lies: string[] = []
  if (look.asked > page.until + GRACE) {
    lies.push(`block ${page.number} was gone for ${look.asked - page.until} ms`)
  }
  for (const [letterHash, reason] of look.reasons) {
    const truth = page.reasons.get(letterHash) ?? 'postage_required'
    if (reason !== truth) lies.push(`${letterHash} is ${truth} in ${page.number}, not ${reason}`)
  }
  return lies
}

/** `/readyz` says what verdicts meet. It goes by the last poll, so where either changes they may differ for a moment. */
function readinessLies(looks: readonly Look[]): string[] {
  const [first, last] = [looks[0]?.asked ?? 0, looks.at(-1)?.asked ?? 0]
  return looks.flatMap((look) => {
    const { asked, status, code, ready } = look
    if (status === 0 || asked - first < MOMENT || last - asked < MOMENT) return []
    const within = (milliseconds: number) =>
      looks.filter((other) => Math.abs(other.asked - asked) < milliseconds)
    const around = within(MOMENT)
    // Few looks in all that time: each took long, and says little of the moments between.
    if (around.length < LOOKS) return []
    if (!around.every((other) => other.status === status && other.code === code)) return []
    if (!within(POLLS).every(isReadinessWrong)) return []
    return [
      `readyz says ${ready.status} ${ready.code ?? ''} where verdicts are ${status} ${code ?? ''}`,
    ]
  })
}

function isReadinessWrong({ status, code, ready }: Look): boolean {
  if (status === 200) return ready.status !== 200
  return ready.status !== 503 || ready.code !== code
}
