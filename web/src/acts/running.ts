// All that an act needs once it begins, in a chunk of its own: load it with `loadRunning`.
// biome-ignore lint/performance/noBarrelFile: it is a chunk, and not a list.
export { performAct } from './performAct.ts'
export { tellProblem } from './tellProblem.ts'
