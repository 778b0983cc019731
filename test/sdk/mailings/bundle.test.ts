import { createContext, runInContext } from 'node:vm'
import { build } from 'esbuild'
import { describe, expect, it } from 'vitest'
import { mailingText } from '../../../sdk/src/mailings/mailingText.ts'
import { deployment, exampleMailing } from './support/exampleMailing.ts'

describe('@pennypost/sdk/mailings', () => {
  it('reads and writes the file of a mailing where there is nothing of Node', async () => {
    const { outputFiles } = await build({
      stdin: {
        contents: "export * from './sdk/src/mailings/index.ts'",
        ...{ resolveDir: process.cwd(), loader: 'ts' },
      },
      ...{ bundle: true, write: false, minify: true, platform: 'browser', format: 'iife' },
      ...{ globalName: 'bundled', target: 'es2022', logLevel: 'silent' },
    })
    const text = [...mailingText(await exampleMailing({ count: 2 }))].join('')
    const random = { getRandomValues: (array: Uint8Array) => crypto.getRandomValues(array) }
    const context = createContext({
      ...{ crypto: random, TextEncoder, TextDecoder, atob, btoa, text, deployment },
      ...{ AbortController, setTimeout, clearTimeout, URL },
    })
    const script = `${outputFiles[0]?.text}
      ;(async () => {
        const { readMailing, checkBodies, treeOfMailing, mailingText, listText } = bundled
        const lines = listText(new TextEncoder().encode(text)).split('\\n')
        const mailing = await readMailing({ lines, ...deployment })
        await checkBodies(mailing.letters)
        await treeOfMailing(mailing)
        return [...mailingText(mailing)].join('')
      })()`
    expect(await runInContext(script, context)).toBe(text)
  })
})
