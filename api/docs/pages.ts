import type { Problem } from '../../protocol/problems.ts'
import { problems } from '../../protocol/problems.ts'

/**
 * What the pages may load: what this process serves, and nothing else. Scalar writes its styles into the page, so styles
 * may be inline; scripts may not.
 */
export const contentSecurityPolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data:",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ')

/** The page that shows /openapi.json. */
export const referencePage = page(
  'Pennypost relay API',
  `<div id="reference"></div>
<noscript>This page needs JavaScript. <a href="/openapi.json">The description itself</a> does not.</noscript>
<script src="/docs/scalar.js"></script>
<script src="/docs/start.js"></script>`,
)

/** Starts Scalar without anything that asks another host. */
export const startScript = `Scalar.createApiReference('#reference', ${JSON.stringify({
  url: '/openapi.json',
  withDefaultFonts: false,
  telemetry: false,
  agent: { disabled: true },
  mcp: { disabled: true },
  hideClientButton: true,
  showDeveloperTools: 'never',
  documentDownloadType: 'direct',
})})\n`

/** The page that the \`type\` of every problem links to. */
export const problemsPage = page(
  'Problems of the Pennypost relay API',
  `<style>
main { max-width: 44rem; margin: 2rem auto; padding: 0 1rem; font: 16px/1.5 system-ui, sans-serif; }
section:target { background: #fff3c4; }
</style>
<main>
<h1>Problems</h1>
<p>Every problem is told apart by its <code>code</code>. <code>detail</code> says what was wrong in the case at hand.</p>
${Object.entries<Problem>(problems)
  .map(
    ([code, { status, title, meaning }]) => `<section id="${code}">
<h2><code>${code}</code> (${status})</h2>
<p><b>${toHtml(title)}.</b> ${toHtml(meaning)}</p>
</section>`,
  )
  .join('\n')}
</main>`,
)

function page(title: string, body: string): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="icon" href="data:,">
<title>${title}</title>
</head>
<body>
${body}
</body>
</html>
`
}

/** Text as HTML, what stands in backticks as code. */
function toHtml(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll(/`([^`]+)`/g, '<code>$1</code>')
}
