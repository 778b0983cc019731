import type { JobWithMetadata, PgBoss } from 'pg-boss'

/** What a job of the queue is about. */
export type DeliveryJob = {
  /** UUID of the delivery. */
  id: string
  webhookId: string
  /** Whose webhook it is. */
  apiKeyId: string
}

/** What has become of an attempt: nothing more to do, another one later, or none as it was the last. */
export type Attempted = 'done' | 'again' | 'given_up'

/** Attempts under way at a time, for each worker. */
const attemptsPerWorker = 10

/**
 * Attempts under way for one webhook, for one whose last attempt has failed, and most jobs that are fetched at once: a receiver that
 * hangs takes less than these together. All webhooks of one API key get half of the attempts.
 */
const attemptsPerWebhook = 3
const attemptsWhileFailing = 1
const jobsPerFetch = 3

/** Milliseconds for which a webhook counts as failing after its last failure. */
const failingFor = 600_000

/** Milliseconds between two looks at the queue when nothing else calls for one. */
const interval = 1_000

/** Milliseconds that attempts get to end when the process does. */
const grace = 9_000

type PoolParameters = {
  boss: PgBoss
  queue: string
  workers: number
  /** Attempts after the first. */
  retryLimit: number
  attempt: (job: { id: string; isLast: boolean }) => Promise<Attempted>
  webhooksOf: (apiKeyIds: readonly string[]) => Promise<string[]>
  report: (error: Error) => void
}

/** Makes attempts side by side, and takes the next job as soon as one is over: nobody waits for the slowest. */
export function startDeliveryPool(parameters: PoolParameters): {
  wake(): void
  stop(): Promise<void>
} {
  const { boss, queue, workers, retryLimit, attempt, webhooksOf, report } = parameters
  const most = workers * attemptsPerWorker
  const underWay = new Set<Promise<void>>()
  const mostPerKey = Math.floor(most / 2)
  const perWebhook = createCount()
  const perKey = createCount()
  /** Until when, by `performance.now()`. */
  const failing = new Map<string, number>()
  let isStopping = false
  let isWoken = false
  let wakeUp = () => {}
  const running = run()

  const wake = () => {
    isWoken = true
    wakeUp()
  }
  return {
    wake,
    async stop() {
      isStopping = true
      wake()
      await running
      await Promise.race([Promise.all(underWay), rest(grace)])
    },
  }

  async function run(): Promise<void> {
    while (!isStopping) {
      isWoken = false
      const jobs = await fetchJobs()
      for (const job of jobs) start(job)
      if (jobs.length === 0 || underWay.size >= most) await untilWoken()
    }
  }

  async function fetchJobs(): Promise<JobWithMetadata<DeliveryJob>[]> {
    // Nobody gets more than the share of a key, even if all that is fetched is of one.
    const room = [...perKey.all()].map(([, count]) => mostPerKey - count).filter((left) => left > 0)
    // What is fetched at once may be all of one webhook: too much for one that fails.
    forgetFailures()
    const isSafe = [...failing.keys()].every((webhookId) => perWebhook.has(webhookId))
    const batchSize = Math.min(isSafe ? jobsPerFetch : 1, most - underWay.size, ...room)
    if (batchSize <= 0) return []
    try {
      const ignoreGroups = await busyWebhooks()
      return await boss.fetch<DeliveryJob>(queue, {
        batchSize,
        ignoreGroups,
        includeMetadata: true,
      })
    } catch (error) {
      report(error as Error)
      return []
    }
  }

  /** Those that have their share. */
  async function busyWebhooks(): Promise<string[]> {
    const isBusy = ([webhookId, count]: [string, number]) =>
      count >= (failing.has(webhookId) ? attemptsWhileFailing : attemptsPerWebhook)
    const busy = [...perWebhook.all()].filter(isBusy).map(([webhookId]) => webhookId)
    const keys = [...perKey.all()].filter(([, count]) => count >= mostPerKey).map(([key]) => key)
    return keys.length === 0 ? busy : [...busy, ...(await webhooksOf(keys))]
  }

  function start(job: JobWithMetadata<DeliveryJob>): void {
    const { webhookId, apiKeyId } = job.data
    perWebhook.add(webhookId, 1)
    perKey.add(apiKeyId, 1)
    const settling = settle(job).finally(() => {
      underWay.delete(settling)
      perWebhook.add(webhookId, -1)
      perKey.add(apiKeyId, -1)
      wake()
    })
    underWay.add(settling)
  }

  /** A job that cannot be settled is found expired later, and its attempt made again. */
  async function settle({ id, data, retryCount }: JobWithMetadata<DeliveryJob>) {
    try {
      // One whose outcome could not be written down is made again, also beyond the last: the queue has some to spare.
      const result = await attempt({ id: data.id, isLast: retryCount >= retryLimit }).catch(
        (error: Error): Attempted => {
          report(error)
          return 'again'
        },
      )
      if (result === 'done') failing.delete(data.webhookId)
      else failing.set(data.webhookId, performance.now() + failingFor)
      if (result !== 'again') await boss.complete(queue, { id, retryCount })
      else await boss.fail(queue, { id, retryCount })
    } catch (error) {
      report(error as Error)
    }
  }

  /** A webhook may be gone, or wait for hours, after its last failure. */
  function forgetFailures(): void {
    for (const [webhookId, until] of failing) {
      if (until < performance.now()) failing.delete(webhookId)
    }
  }

  async function untilWoken(): Promise<void> {
    if (isWoken) return
    let timer: NodeJS.Timeout | undefined
    await new Promise<void>((resolve) => {
      wakeUp = resolve
      timer = setTimeout(resolve, interval)
    })
    clearTimeout(timer)
  }
}

/** How many there are of each; none is not kept. */
function createCount() {
  const counts = new Map<string, number>()
  return {
    all: () => counts.entries(),
    has: (name: string) => counts.has(name),
    add(name: string, change: 1 | -1) {
      const count = (counts.get(name) ?? 0) + change
      if (count > 0) counts.set(name, count)
      else counts.delete(name)
    },
  }
}

function rest(milliseconds: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, milliseconds).unref()
  })
}
