import { execFile } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import type { Load, LoadResult } from './peak.ts'

/** Answers whose status is not 200 are counted by hand: wrk takes any 2xx and 3xx for good. */
const script = `
local bodies, next = {}, 0
local bad = 0
function init(args)
  for body in io.lines(args[1]) do
    bodies[#bodies + 1] = wrk.format("POST", nil, { ["content-type"] = "application/json" }, body)
  end
end
function request()
  next = next + 1
  return bodies[(next - 1) % #bodies + 1]
end
function done(summary, latency)
  local e = summary.errors
  io.write(string.format("RESULT %d %d %d %d %d\\n", summary.requests, summary.duration,
    latency:percentile(50), latency:percentile(99), e.status + e.connect + e.read + e.write + e.timeout))
end`

/** As `runPeak`, by wrk on one thread. */
export async function runWrk({ url, bodies, connections, seconds }: Load): Promise<LoadResult> {
  const folder = mkdtempSync(join(tmpdir(), 'pennypost-wrk-'))
  try {
    const [lua, file] = [join(folder, 'post.lua'), join(folder, 'bodies')]
    writeFileSync(lua, script)
    writeFileSync(file, bodies.join('\n'))
    const flags = ['-t1', `-c${connections}`, `-d${seconds}s`, '--timeout', '10s', '-s', lua]
    const { stdout } = await promisify(execFile)('wrk', [...flags, url, '--', file])
    const numbers = /^RESULT (.+)$/m.exec(stdout)?.[1]?.split(' ').map(Number)
    const [requests = 0, micros = 0, p50 = 0, p99 = 0, errors] = numbers ?? []
    if (errors !== 0) throw new Error(`wrk met errors:\n${stdout}`)
    return { rate: requests / (micros / 1e6), p50: p50 / 1_000, p99: p99 / 1_000 }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
