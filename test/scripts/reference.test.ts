import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { referenceFiles } from '../../scripts/generate/reference.ts'
import { root } from '../../scripts/stack/paths.ts'

/*
The API reference
├── says of every public name what it is, of every parameter what it means, and shows how each function is used
├── leads wherever it links to
└── is the same on every machine
*/

let pages: { path: string; text: string }[]

beforeAll(() => {
  pages = referenceFiles(root).map(([path, text]) => ({ path, text }))
})

const sectionsOf = (text: string) =>
  text
    .split(/^### /m)
    .slice(1)
    .map((section) => section.split(/^## /m)[0] ?? '')
const titleOf = (section: string) => section.split('\n')[0] ?? ''

/** Titles of sections of all pages that are not as they should be. */
function titlesOf(isBad: (section: string) => boolean): string[] {
  return pages.flatMap(({ text }) => sectionsOf(text).filter(isBad).map(titleOf))
}

describe('the API reference', () => {
  it('has a page for each entry of the package', () => {
    const paths = ['sdk', 'letters', 'mailings', 'guard'].map((name) => `docs/reference/${name}.md`)
    expect(pages.map(({ path }) => path)).toEqual(paths)
  })

  it('has a sentence about every public name', () => {
    // Types of parameters stand with what takes them.
    const isSilent = (section: string) => {
      const [title, ...paragraphs] = section.trim().split('\n\n')
      // What begins in code is how a function is called.
      const said = paragraphs.filter((paragraph) => /^[A-Z]/.test(paragraph))
      return said.length === 0 && !title?.endsWith('Parameters')
    }
    expect(titlesOf(isSilent)).toEqual([])
  })

  it('says of every parameter and every fact what it means', () => {
    expect(
      titlesOf((section) => /^\|.*\|\s+\|$/m.test(section.replace(/^\| \w+ \| type \| \|$/m, ''))),
    ).toEqual([])
  })

  it('shows how every function with parameters is used', () => {
    const isBare = (section: string) =>
      section.includes('| parameter |') && !section.includes('```ts')
    expect(titlesOf(isBare)).toEqual([])
  })

  it('leads wherever it links to', () => {
    const anchorsOf = (text: string) =>
      new Set(
        [...text.matchAll(/^#+ (.*)$/gm)].map(([, title = '']) =>
          title.toLowerCase().replaceAll(' ', '-'),
        ),
      )
    const missing = pages.flatMap(({ path, text }) =>
      [...text.matchAll(/\]\(([^)#\s]*)(?:#([^)]*))?\)/g)].flatMap(([link, file = '', anchor]) => {
        const target = file === '' ? path : join(dirname(path), file)
        const page = pages.find((other) => other.path === target)
        const isThere = page
          ? anchor === undefined || anchorsOf(page.text).has(anchor)
          : /^https?:/.test(file) || existsSync(join(root, target))
        return isThere ? [] : [`${path}: ${link}`]
      }),
    )
    expect(missing).toEqual([])
  })

  it('is the same on every machine', () => {
    expect(
      pages.filter(({ text }) => text.includes(root) || text.includes('node_modules')),
    ).toEqual([])
  })
})
