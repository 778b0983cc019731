/** How something turned out, as `ui/Badge` and `ui/Notice` colour it. */
export type Tone = 'neutral' | 'good' | 'warn' | 'bad' | 'info'
