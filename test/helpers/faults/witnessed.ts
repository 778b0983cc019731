import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect } from 'vitest'
import { say } from '../say.ts'
import type { Chronicle, Letter } from './chronicle.ts'
import type { Rig } from './rig.ts'
import { startWitness } from './witness.ts'

/**
 * Lets a fault happen under the eyes of a witness. In the end every answer has to be true of the block that it named, the
 * API has to be at the newest block, and the index row for row what one made anew is.
 *
 * @returns How many answers there were of each code, `ok` for verdicts.
 */
export async function witnessed(
  rig: Rig,
  chronicle: Chronicle,
  act: () => Promise<void>,
  options: Parameters<typeof startWitness>[2] = {},
): Promise<Record<string, number>> {
  await rig.untilCurrent()
  const witness = startWitness(rig, chronicle, options)
  let testimony: Awaited<ReturnType<typeof witness.end>> | undefined
  try {
    await act()
    await chronicle.block()
    await rig.untilCurrent()
  } finally {
    testimony = await witness.end()
  }
  say(`${testimony.verdicts} verdicts witnessed; answers: ${JSON.stringify(testimony.seen)}`)
  // What is in the log tells why, should anything have failed.
  const log = readFileSync(join(rig.folder, 'api.log'), 'utf8').split('\n')
  const failures = log.filter((line) => /"level":[56]0/.test(line))
  expect([...testimony.lies, ...failures]).toEqual([])
  expect(testimony.verdicts).toBeGreaterThan(0)
  const fresh = await rig.freshIndex(() => chronicle.block())
  await rig.untilCurrent()
  expect(await rig.everything()).toEqual(fresh)
  return testimony.seen
}

/** The reason that the API gives for a letter as of the newest block. */
export async function reasonOf(
  rig: Rig,
  chronicle: Chronicle,
  letter: Letter,
): Promise<string | undefined> {
  await rig.untilCurrent()
  const { body } = await rig.post('/v1/verify', chronicle.question(letter))
  return (body as { reason?: string }).reason
}
