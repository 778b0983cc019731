/**
 * Outlives its supervisor by a moment: `node guard.ts <folder of records>`.
 *
 * Its standard input is a pipe from the supervisor, which never writes to it. However the
 * supervisor ends, `kill -9` included, the system closes the pipe; then whatever the supervisor
 * started and did not stop is stopped here.
 */
import { stopRecorded } from './records.ts'

const [folder] = process.argv.slice(2)
if (!folder) throw new Error('Usage: node guard.ts <folder of records>')

// The guard leads its own session, but a person may still signal everything by hand.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => {})

process.stdin.resume()
process.stdin.once('close', () => void stopRecorded(folder))
