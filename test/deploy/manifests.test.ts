import { existsSync, globSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { DCLinter } from 'dclint'
import { validate as validateDockerfile } from 'dockerfile-utils'
import { Deployment } from 'kubernetes-models/apps/v1'
import { PodDisruptionBudget } from 'kubernetes-models/policy/v1'
import { ConfigMap, Secret, Service } from 'kubernetes-models/v1'
import { describe, expect, it } from 'vitest'
import { parse, parseAllDocuments } from 'yaml'

/*
The files in deploy/ and the Dockerfile
├── are what their own linters take
├── name only commands, folders, variables and paths that exist
├── give signals and probes that mean what they say
└── the alert rules and the dashboard name metrics and runbooks that exist
*/

const root = join(import.meta.dirname, '../..')
const read = (file: string) => readFileSync(join(root, file), 'utf8')
const dockerfile = read('Dockerfile')
const compose = parse(read('deploy/compose.yaml')) as {
  services: Record<string, { command?: string[]; stop_grace_period?: string }>
}

type Container = {
  command?: string[]
  env?: { name: string }[]
  livenessProbe?: Probe
  readinessProbe?: Probe
  startupProbe?: Probe
}
type Probe = { httpGet: { path: string } }
type Manifest = {
  kind: string
  metadata: { name: string }
  spec?: {
    replicas?: number
    strategy?: { type: string }
    template: { spec: { containers: Container[]; terminationGracePeriodSeconds: number } }
  }
  stringData?: Record<string, string>
}

const kinds = { ConfigMap, Deployment, PodDisruptionBudget, Secret, Service }
const manifests = readdirSync(join(root, 'deploy/kubernetes'))
  .filter((file) => file.endsWith('.yaml'))
  .flatMap((file) => parseAllDocuments(read(`deploy/kubernetes/${file}`)))
  .map((document) => document.toJSON() as Manifest)
const deployments = manifests.filter(({ kind }) => kind === 'Deployment')
const containers = deployments.flatMap(({ spec }) => spec?.template.spec.containers ?? [])
const variables = new Set(read('.env.example').match(/^[A-Z][A-Z_\d]*(?==)/gm))

const webhookMetrics = [
  'pennypost_webhook_attempt_duration_seconds',
  'pennypost_webhook_deliveries_total',
  'pennypost_webhook_pending',
]

describe('Dockerfile', () => {
  it('has nothing that its linter minds', () => {
    expect(validateDockerfile(dockerfile)).toEqual([])
  })

  it('copies what is there, and runs files that it copied', () => {
    const copied = [...dockerfile.matchAll(/^COPY (?!--)(.+) \S+$/gm)].flatMap(([, files]) =>
      (files ?? '').split(' '),
    )
    expect(copied.filter((file) => !existsSync(join(root, file)))).toEqual([])
    const commands = [
      ...[...dockerfile.matchAll(/"node", "([^"-][^"]*)"/g)].map(([, file]) => file ?? ''),
      ...Object.values(compose.services).flatMap(({ command }) => command?.[1] ?? []),
      ...containers.flatMap(({ command }) => command?.[1] ?? []),
    ].filter((file) => file.endsWith('.ts'))
    expect(new Set(commands)).toEqual(new Set(['api/server.ts', 'scripts/indexer.ts']))
    for (const file of commands) {
      expect(copied).toContain(file.split('/')[0])
      expect(() => read(file)).not.toThrow()
    }
  })

  it('runs the Node that the repository names, as nobody special', () => {
    const versions = [...dockerfile.matchAll(/^FROM node:(\S+)-bookworm-slim/gm)].map(([, v]) => v)
    expect(versions.length).toBe(2)
    expect(new Set(versions.map((version) => version?.split('.')[0]))).toEqual(
      new Set([read('.nvmrc').trim()]),
    )
    expect(dockerfile).toMatch(/^USER node$/m)
  })
})

describe('compose.yaml', () => {
  it('has nothing that its linter minds', () => {
    const found = new DCLinter({
      // As Biome formats.
      rules: { 'require-quotes-in-ports': [1, { quoteType: 'double' }] },
      quiet: false,
      debug: false,
      exclude: [],
    }).lintFiles([join(root, 'deploy/compose.yaml')], false)
    expect(found.flatMap(({ messages }: { messages: unknown[] }) => messages)).toEqual([])
  })

  it('names variables that exist', () => {
    const names = read('deploy/compose.env.example').match(/^[A-Z][A-Z_\d]*(?==)/gm) ?? []
    expect(names.filter((name) => !isKnown(name))).toEqual([])
  })
})

describe('Kubernetes manifests', () => {
  it.each(manifests.map((manifest) => [`${manifest.kind} ${manifest.metadata.name}`, manifest]))(
    'has a valid %s',
    (_, manifest) => {
      const Kind = kinds[manifest.kind as keyof typeof kinds]
      expect(() => new Kind(manifest as never).validate()).not.toThrow()
    },
  )

  it('names variables that exist', () => {
    const names = [
      ...containers.flatMap(({ env = [] }) => env.map(({ name }) => name)),
      ...manifests.flatMap(({ kind, stringData = {} }) =>
        kind === 'Secret' ? Object.keys(stringData) : [],
      ),
    ].filter((name) => !['NODE_OPTIONS', 'chains.json'].includes(name))
    expect(names.filter((name) => !isKnown(name))).toEqual([])
  })

  it('has one writer a chain, never two', () => {
    const indexers = deployments.filter(({ metadata }) => metadata.name.includes('indexer'))
    expect(indexers.map(({ spec }) => [spec?.replicas, spec?.strategy?.type])).toEqual([
      [1, 'Recreate'],
    ])
  })

  it('asks whether the API is alive where a chain in trouble does not matter, and whether it is ready where it does', () => {
    const [api] = containers
    expect(api?.livenessProbe?.httpGet.path).toBe('/healthz')
    expect(api?.startupProbe?.httpGet.path).toBe('/healthz')
    expect(api?.readinessProbe?.httpGet.path).toBe('/readyz')
  })
})

describe('alert rules', () => {
  const rules = parse(read('deploy/prometheus/alerts.yaml')) as {
    groups: { rules: { expr: string; annotations?: { runbook: string } }[] }[]
  }
  const all = rules.groups.flatMap((group) => group.rules)

  it('name metrics that the API has', () => {
    expect(unknownMetrics(all.map(({ expr }) => expr))).toEqual([])
  })

  it('say how webhooks fare', () => {
    const used = all.flatMap(({ expr }) => metricsOf(expr))
    expect(used).toEqual(expect.arrayContaining(webhookMetrics))
  })

  it('name runbooks that exist', () => {
    const headings = read('docs/operations/runbooks.md')
      .match(/^#+ .+$/gm)
      ?.map((line) =>
        line
          .replace(/^#+ /, '')
          .toLowerCase()
          .replace(/[^\w\- ]/g, '')
          .replaceAll(' ', '-'),
      )
    const named = all.flatMap(({ annotations }) => annotations?.runbook.split('#')[1] ?? [])
    expect(named.length).toBeGreaterThan(5)
    expect(named.filter((anchor) => !headings?.includes(anchor))).toEqual([])
  })
})

describe('dashboard', () => {
  const { panels } = JSON.parse(read('deploy/grafana/pennypost.json')) as {
    panels: {
      id: number
      gridPos: { x: number; y: number; w: number; h: number }
      targets: { expr: string }[]
    }[]
  }
  const expressions = panels.flatMap(({ targets }) => targets.map(({ expr }) => expr))

  it('names metrics that the API has', () => {
    expect(unknownMetrics(expressions)).toEqual([])
  })

  it('shows how webhooks fare', () => {
    expect(expressions.flatMap(metricsOf)).toEqual(expect.arrayContaining(webhookMetrics))
  })

  it('has panels that do not cover each other', () => {
    expect(new Set(panels.map(({ id }) => id)).size).toBe(panels.length)
    const cells = panels.flatMap(({ gridPos: { x, y, w, h } }) =>
      Array.from({ length: w * h }, (_, i) => `${x + (i % w)},${y + Math.floor(i / w)}`),
    )
    expect(new Set(cells).size).toBe(cells.length)
  })
})

/** Metrics that no file of the API makes. */
function unknownMetrics(expressions: readonly string[]): string[] {
  const known: string[] = globSync('api/**/*.ts', { cwd: root }).flatMap(
    (file) => read(file).match(/(?<=name: ')pennypost_\w+/g) ?? [],
  )
  return expressions.flatMap(metricsOf).filter((name) => !known.includes(name))
}

/** The metrics in an expression: not what a rule records, and a histogram by its own name. */
function metricsOf(expression: string): string[] {
  const names = expression.match(/(?<![\w:])pennypost_\w+(?![\w:])/g) ?? []
  return names.map((name) => name.replace(/(_seconds)_(count|bucket|sum)$/, '$1'))
}

/** Variables of one chain end in its id; .env.example shows each with some id. */
function isKnown(name: string): boolean {
  if (variables.has(name)) return true
  const stem = name.replace(/_\d+$/, '')
  return [...variables].some((known) => known.replace(/_\d+$/, '') === stem && known !== stem)
}
