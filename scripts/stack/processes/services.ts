/** Something that runs until it is told to end. */
export type Service = {
  /** Asks it to end, kills it if it does not, and resolves once it is gone. */
  stop(): Promise<void>
  /** Kills it outright, and resolves once it is gone. */
  kill(): Promise<void>
  /** Resolves if it ends for good without having been told to, with how, for a person to read. */
  death(): Promise<string>
}

/** What has been started, so that it can be ended at any moment, also while more is being started. */
export type Services = {
  /** Takes note of what has just been started. */
  add<T extends Service>(service: T): T
  /** Asks everything to end, what was started last first. */
  stop(): Promise<void>
  /** Kills everything at once. */
  kill(): Promise<void>
  /** Resolves when the first of them dies, before any of them was told to end. */
  death: Promise<string>
}

/** An empty set of services. One that is added after the end is ended right away. */
export function createServices(): Services {
  const running: Service[] = []
  let over = false
  let died: (how: string) => void
  const death = new Promise<string>((resolve) => {
    died = resolve
  })
  return {
    add(service) {
      running.unshift(service)
      if (over) void service.kill()
      void service.death().then((how) => over || died(how))
      return service
    },
    async stop() {
      over = true
      for (const service of running) await service.stop()
    },
    async kill() {
      over = true
      await Promise.all(running.map((service) => service.kill()))
    },
    death,
  }
}
