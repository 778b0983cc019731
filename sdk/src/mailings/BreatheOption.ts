/** For work that may take long where somebody waits for an answer, as in a web page. */
export type BreatheOption = {
  /** Awaited now and then, so that whoever calls can do something else meanwhile. What it throws ends the work. */
  breathe?: (() => Promise<void>) | undefined
}
