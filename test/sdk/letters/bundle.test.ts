import { createContext, runInContext } from 'node:vm'
import { build } from 'esbuild'
import { describe, expect, it } from 'vitest'

/** Bundles source for browsers: whatever needs Node fails here. */
async function bundle(contents: string) {
  const { outputFiles, metafile } = await build({
    stdin: { contents, resolveDir: process.cwd(), loader: 'ts' },
    bundle: true,
    write: false,
    metafile: true,
    minify: true,
    treeShaking: true,
    platform: 'browser',
    format: 'iife',
    globalName: 'bundled',
    target: 'es2022',
    logLevel: 'silent',
  })
  const [output] = Object.values(metafile.outputs)
  const used = Object.entries(output?.inputs ?? {})
    .filter(([, { bytesInOutput }]) => bytesInOutput > 0)
    .map(([path]) => path)
  return { code: outputFiles[0]?.text ?? '', used }
}

describe('@pennypost/sdk/letters', () => {
  it('seals and opens where there is nothing of Node, nor WebCrypto', async () => {
    const { code } = await bundle("export * from './sdk/src/letters/index.ts'")
    const random = { getRandomValues: (array: Uint8Array) => crypto.getRandomValues(array) }
    const context = createContext({ crypto: random, TextEncoder, TextDecoder })
    const script = `${code}
      ;(async () => {
        const { createEncryptionKey, sealLetter, openLetter, contentOfText, textOfContent } = bundled
        const to = { chainId: 1, inboxId: '0x' + '11'.repeat(32) }
        const keys = [await createEncryptionKey(2), await createEncryptionKey(5)]
        const sealed = await sealLetter({ ...to, keys, content: contentOfText('Hello') })
        const opened = await Promise.all(keys.map((key) => openLetter({ ...to, key, sealed })))
        return opened.map((content) => textOfContent(content)).join()
      })()`
    expect(await runInContext(script, context)).toBe('Hello,Hello')
  })
})

describe('what a sender needs who only signs', () => {
  it.each([
    ['signSenderStatement', './sdk/src/statements/signSenderStatement.ts'],
    ['letterHash', './sdk/src/letters/letterHash.ts'],
    ['activeEncryptionKeys', './sdk/src/letters/activeEncryptionKeys.ts'],
  ])('%s bundles neither HPKE nor zod', async (name, path) => {
    const { used } = await bundle(`export { ${name} } from '${path}'`)
    expect(used.filter((input) => /node_modules\/(hpke|zod|@noble\/post)/.test(input))).toEqual([])
  })
})
