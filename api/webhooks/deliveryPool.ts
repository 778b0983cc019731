import type { JobWithMetadata, PgBoss } from 'pg-boss'

/** What a job of the queue is about. */
export type DeliveryJob = {
  /** UUID of the delivery. */
  id: string
  webhookId: string
}

/** What has become of an attempt: nothing more to do, or another one later. */
export type Attempted = 'done' | 'again'

/** Attempts under way at a time, for each worker. */
const attemptsPerWorker = 10

/** Attempts under way for one webhook, and most jobs that are fetched at once: a receiver that hangs takes less than these two together. */
const attemptsPerWebhook = 3
const jobsPerFetch = 3

/** Milliseconds between two looks at the queue when nothing else calls for one. */
const interval = 1_000

/** Milliseconds that attempts get to end when the process does. */
const grace = 9_000

type PoolParameters = {
  boss: PgBoss
  queue: string
  workers: number
  attempt: (job: { id: string; isLast: boolean }) => Promise<Attempted>
  report: (error: Error) => void
}

/** Makes attempts side by side, and takes the next job as soon as one is over: nobody waits for the slowest. */
export function startDeliveryPool(parameters: PoolParameters): {
  wake(): void
  stop(): Promise<void>
} {
  const { boss, queue, workers, attempt, report } = parameters
  const most = workers * attemptsPerWorker
  const underWay = new Set<Promise<void>>()
  const perWebhook = new Map<string, number>()
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
    const batchSize = Math.min(jobsPerFetch, most - underWay.size)
    if (batchSize <= 0) return []
    const busy = [...perWebhook].filter(([, count]) => count >= attemptsPerWebhook)
    const ignoreGroups = busy.map(([webhookId]) => webhookId)
    try {
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

  function start(job: JobWithMetadata<DeliveryJob>): void {
    const { webhookId } = job.data
    perWebhook.set(webhookId, (perWebhook.get(webhookId) ?? 0) + 1)
    const settling = settle(job).finally(() => {
      underWay.delete(settling)
      const left = (perWebhook.get(webhookId) ?? 1) - 1
      if (left > 0) perWebhook.set(webhookId, left)
      else perWebhook.delete(webhookId)
      wake()
    })
    underWay.add(settling)
  }

  /** A job that cannot be settled is found expired later, and its attempt made again. */
  async function settle({ id, data, retryCount, retryLimit }: JobWithMetadata<DeliveryJob>) {
    try {
      const result = await attempt({ id: data.id, isLast: retryCount >= retryLimit }).catch(
        (error: Error): Attempted => {
          report(error)
          return 'again'
        },
      )
      if (result === 'done') await boss.complete(queue, { id, retryCount })
      else await boss.fail(queue, { id, retryCount })
    } catch (error) {
      report(error as Error)
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

function rest(milliseconds: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, milliseconds).unref()
  })
}
