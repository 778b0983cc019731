import type { ReactNode } from 'react'
import { useSite } from '../../config/useSite.ts'
import { Section } from '../../ui/Section.tsx'
import { TextLink } from '../../ui/TextLink.tsx'
import styles from './RunARelay.module.css'

const register =
  'npm run pennypost -- relay register --endpoint https://relay.example --carriage "0.0001 ETH"'
const run = 'npm run node -- --env-file=my/relay.env relay/main.ts'

/** How one becomes a relay: nobody has to be asked. */
export function RunARelay(): ReactNode {
  const { apiUrl } = useSite()
  return (
    <Section
      title="Run a relay"
      lead="There is no list to be let into, and no fee. A relay’s id is the address of its operator."
    >
      <ol className={styles.steps}>
        <li>
          <p>
            Say once on chain where it is reached and what it asks, with{' '}
            <code>RelayRegistry.register</code>, or by the command line:
          </p>
          <pre className={styles.command}>{register}</pre>
        </li>
        <li>
          <p>
            Run the reference relay. It wants a node,{' '}
            <TextLink href={`${apiUrl}/docs`}>an API</TextLink>, a database and the key of its
            operator; <code>relay/.env.example</code> names them all:
          </p>
          <pre className={styles.command}>{run}</pre>
        </li>
        <li>
          <p>
            It answers letters with its price, sees the payment, takes them in, and tells the chain
            of many at once (<code>admit</code>). From then on the carriage is its operator’s, to be
            withdrawn under <TextLink href="/balance">Balance</TextLink>.
          </p>
        </li>
      </ol>
      <p>
        A first relay on the local chain takes a quarter of an hour:{' '}
        <code>docs/guides/relay.md</code> goes with you all the way, and shows how to put the same
        guard before a server of your own. Whether the chain is being followed says{' '}
        <TextLink href="/status">Status</TextLink>.
      </p>
    </Section>
  )
}
