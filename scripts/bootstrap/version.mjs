/** @typedef {{ path: string, version: string }} Node An executable, and its version. */

/**
 * Whether the project runs on this version of Node: 22.18 is the first of 22 that runs TypeScript
 * without a flag, Vitest excludes the odd versions, and nobody has tried 27.
 *
 * @param {string} version - As in `process.versions.node`.
 */
export function isSupported(version) {
  const [major = 0, minor = 0] = version.split('.').map(Number)
  return (major === 22 && minor >= 18) || major === 24 || major === 26
}

/**
 * Whether this version of Node warns that running TypeScript is experimental.
 *
 * @param {string} version
 */
export function warnsAboutTypes(version) {
  const [major = 0, minor = 0] = version.split('.').map(Number)
  return major < 24 || (major === 24 && minor < 3)
}
