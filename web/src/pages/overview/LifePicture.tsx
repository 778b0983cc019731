import type { ReactNode } from 'react'
import { useId } from 'react'
import styles from './LifePicture.module.css'

const title = 'How a letter goes, and the postage with it'
const description =
  'The sender gives a sealed letter with a stamp to a relay, which brings it to the recipient. The postage goes to the PostOffice contract, which keeps it: its carriage is for the relay. Its stake is for the recipient, who collects it; it goes back to the sender if the recipient returns it, or if nobody answers in time.'

/** The way of a letter and of its postage: beside each other, and below each other on a phone. */
export function LifePicture(): ReactNode {
  return (
    <div className={styles.picture}>
      <Drawing className={styles.wide} viewBox="0 0 960 330">
        <Person x={110} y={70} name="Sender" />
        <Relay x={480} y={70} />
        <Person x={850} y={70} name="Recipient" />
        <Arrow kind="letter" from={[165, 62]} to={[420, 62]} />
        <Arrow kind="letter" from={[540, 62]} to={[795, 62]} />
        <Letter x={292} y={62} hasStamp />
        <Letter x={668} y={62} />
        <Word x={292} y={106}>
          sealed letter, stamp on it
        </Word>
        <Word x={668} y={106}>
          the letter, still sealed
        </Word>
        <PostOffice x={480} y={262} />
        <Arrow kind="letter" from={[110, 140]} to={[354, 250]} bend={[118, 244]} />
        <Word x={222} y={200}>
          postage
        </Word>
        <Arrow kind="carriage" from={[480, 226]} to={[480, 142]} />
        <Word x={488} y={190} isStart>
          carriage
        </Word>
        <Arrow kind="collected" from={[602, 250]} to={[850, 142]} bend={[842, 244]} />
        <Word x={720} y={200}>
          stake, if collected
        </Word>
        <Arrow kind="back" from={[354, 280]} to={[84, 140]} bend={[70, 316]} />
        <Word x={196} y={322}>
          stake back, if returned or expired
        </Word>
      </Drawing>
      <Drawing className={styles.tall} viewBox="0 -16 340 576">
        <Person x={80} y={44} name="Sender" />
        <Relay x={80} y={250} />
        <Person x={80} y={466} name="Recipient" />
        <Arrow kind="letter" from={[80, 108]} to={[80, 206]} />
        <Arrow kind="letter" from={[80, 314]} to={[80, 426]} />
        <Letter x={80} y={156} hasStamp />
        <Letter x={80} y={368} />
        <PostOffice x={256} y={250} isNarrow />
        <Arrow kind="letter" from={[122, 62]} to={[238, 212]} bend={[226, 86]} />
        <Word x={176} y={128}>
          postage
        </Word>
        <Arrow kind="carriage" from={[184, 258]} to={[124, 258]} />
        <Word x={149} y={280}>
          carriage
        </Word>
        <Arrow kind="collected" from={[238, 290]} to={[128, 472]} bend={[232, 448]} />
        <Word x={272} y={430}>
          stake, if
        </Word>
        <Word x={272} y={448}>
          collected
        </Word>
        <Arrow kind="back" from={[288, 212]} to={[124, 36]} bend={[304, 30]} />
        <Word x={226} y={2}>
          back, if returned
        </Word>
        <Word x={226} y={20}>
          or expired
        </Word>
      </Drawing>
    </div>
  )
}

function Drawing({
  className,
  viewBox,
  children,
}: {
  className: string | undefined
  viewBox: string
  children: ReactNode
}): ReactNode {
  const id = useId()
  return (
    <svg
      role="img"
      aria-labelledby={`${id}title ${id}description`}
      className={className}
      viewBox={viewBox}
    >
      <title id={`${id}title`}>{title}</title>
      <desc id={`${id}description`}>{description}</desc>
      {children}
    </svg>
  )
}

type Point = readonly [x: number, y: number]
type ArrowKind = 'letter' | 'carriage' | 'collected' | 'back'

function Arrow({
  kind,
  from,
  to,
  bend,
}: {
  kind: ArrowKind
  from: Point
  to: Point
  /** What a curve bends to; straight without. */
  bend?: Point | undefined
}): ReactNode {
  const [x, y] = to
  const [fromX, fromY] = bend ?? from
  const angle = (Math.atan2(y - fromY, x - fromX) * 180) / Math.PI
  const way = bend ? `Q${bend.join(' ')} ${x} ${y}` : `L${x} ${y}`
  return (
    <>
      <path className={styles[kind]} d={`M${from.join(' ')}${way}`} />
      <path
        className={styles[`${kind}Tip`]}
        d="M3 0L-7 -5V5z"
        transform={`translate(${x} ${y}) rotate(${angle})`}
      />
    </>
  )
}

function Word({
  x,
  y,
  isStart = false,
  children,
}: {
  x: number
  y: number
  isStart?: boolean
  children: string
}): ReactNode {
  return (
    <text x={x} y={y} className={styles.word} data-start={isStart || undefined}>
      {children}
    </text>
  )
}

function Person({ x, y, name }: { x: number; y: number; name: string }): ReactNode {
  return (
    <g transform={`translate(${x} ${y})`}>
      <circle className={styles.sheet} cx="0" cy="-22" r="13" />
      <path className={styles.sheet} d="M-26 28C-26 4 -14 -4 0 -4S26 4 26 28z" />
      <text y="54" className={styles.name}>
        {name}
      </text>
    </g>
  )
}

/** A pillar box. */
function Relay({ x, y }: { x: number; y: number }): ReactNode {
  return (
    <g transform={`translate(${x} ${y})`}>
      <path className={styles.sheet} d="M-22 28V-18C-22 -40 22 -40 22 -18V28z" />
      <path className={styles.stroke} d="M-27 -16H27M-12 -4H12M-26 28H26" />
      <text y="54" className={styles.name}>
        Relay
      </text>
    </g>
  )
}

function Letter({
  x,
  y,
  hasStamp = false,
}: {
  x: number
  y: number
  hasStamp?: boolean
}): ReactNode {
  return (
    <g transform={`translate(${x} ${y})`}>
      <rect className={styles.sheet} x="-32" y="-21" width="64" height="42" rx="2" />
      {hasStamp ? (
        <rect className={styles.stamp} x="13" y="-16" width="14" height="17" />
      ) : (
        <path className={styles.stroke} d="M-32 -20L0 4L32 -20" />
      )}
      {hasStamp && <path className={styles.stroke} d="M-24 4H2M-24 11H-6" />}
    </g>
  )
}

function PostOffice({
  x,
  y,
  isNarrow = false,
}: {
  x: number
  y: number
  isNarrow?: boolean
}): ReactNode {
  const half = isNarrow ? 72 : 122
  return (
    <g transform={`translate(${x} ${y})`}>
      <rect className={styles.box} x={-half} y="-36" width={2 * half} height="72" rx="4" />
      <text y="-6" className={styles.name}>
        PostOffice
      </text>
      <text y="18" className={styles.word}>
        {isNarrow ? 'keeps the postage' : 'contract, keeps the postage'}
      </text>
    </g>
  )
}
