import { once } from 'node:events'
import { Worker } from 'node:worker_threads'

/**
 * A stand-in for the data set's node, which costs next to nothing. In a thread of its own: a benchmark that is busy with making its
 * requests must not look to the API like a node that is silent.
 */
export async function startNode(): Promise<{ url: string; stop(): Promise<unknown> }> {
  const worker = new Worker(new URL('nodeWorker.ts', import.meta.url))
  const [url] = await once(worker, 'message')
  return { url, stop: () => worker.terminate() }
}
