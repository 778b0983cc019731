import { spawnSync } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { writeNewFile } from '../../cli/files/writeNewFile.ts'
import { createReceipts } from '../../cli/plan/createReceipts.ts'

const folder = mkdtempSync(join(tmpdir(), 'pennypost-files-'))
const inFolder = (name: string) => join(folder, name)
const module = (path: string) => JSON.stringify(join(import.meta.dirname, '../../cli', path))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** Runs a program that may write 8 blocks, of 512 or 1,024 bytes, into one file. */
function runInLittleRoom(source: string) {
  const node = `ulimit -f 8 && exec "$0" --input-type=module -e "$1"`
  const { stdout, stderr, status } = spawnSync('sh', ['-c', node, process.execPath, source], {
    encoding: 'utf8',
  })
  return { stdout, stderr, status }
}

describe('writeNewFile', () => {
  it('writes all parts, for its owner alone, and never over another file', () => {
    writeNewFile(inFolder('whole'), ['one ', new TextEncoder().encode('two')])
    expect(readFileSync(inFolder('whole'), 'utf8')).toBe('one two')
    expect(statSync(inFolder('whole')).mode & 0o777).toBe(0o600)
    expect(() => writeNewFile(inFolder('whole'), ['x'])).toThrow('EEXIST')
    expect(readFileSync(inFolder('whole'), 'utf8')).toBe('one two')
  })

  it('leaves nothing behind of what it could not write whole, and says which file', () => {
    const { stdout, status, stderr } = runInLittleRoom(`
      import { writeNewFile } from ${module('files/writeNewFile.ts')}
      try { writeNewFile(${JSON.stringify(inFolder('cut'))}, ['x'.repeat(20_000)]) }
      catch ({ code, path }) { console.log(code, path) }`)
    expect({ stdout, status }, stderr).toEqual({
      stdout: `EFBIG ${inFolder('cut')}\n`,
      status: 0,
    })
    expect(readdirSync(folder)).not.toContain('cut')
  })

  it('is how a letter is kept before it is paid for', () => {
    const { stdout, stderr } = runInLittleRoom(`
      import { writeDraft } from ${module('letters/draftFile.ts')}
      try { writeDraft(${JSON.stringify(inFolder('draft'))}, 'eip155:1', { sealed: new Uint8Array(20_000), stamp: {} }) }
      catch ({ code }) { console.log(code) }`)
    expect(stdout, stderr).toBe('EFBIG\n')
    expect(readdirSync(folder)).not.toContain('draft')
  })
})

describe('createReceipts', () => {
  it('leaves no rejection that nobody handles, and tells of it who waits', async () => {
    const gone = new Error('The node is gone')
    const signer = { request: () => Promise.reject(gone) } as never
    const unhandled: unknown[] = []
    const note = (error: unknown) => unhandled.push(error)
    process.on('unhandledRejection', note)
    const receipts = createReceipts({ signer, report: {} as never })
    receipts.add('Deposit', `0x${'12'.repeat(32)}`)
    await new Promise((resolve) => setTimeout(resolve, 20))
    process.off('unhandledRejection', note)
    expect(unhandled).toEqual([])
    await expect(receipts.all()).rejects.toThrow('gone')
  })
})
