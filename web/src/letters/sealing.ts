// All that encrypts, in a chunk of its own: load it with `import()`.
// biome-ignore lint/performance/noBarrelFile: it is a chunk, and not a list.
export { openLetter, sealLetter } from '@pennypost/sdk/letters'
