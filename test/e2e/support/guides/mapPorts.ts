/**
 * Loaded before a program of the guides (`node --import`), so that it runs as it is written though its test has the parts on ports that
 * were free: what it connects to or listens on, by the ports of `npm start`, is mapped by `PORTS_OF_GUIDES`.
 */
import { Server, Socket } from 'node:net'

type Target = { port?: number | string | undefined }

const ports = JSON.parse(process.env.PORTS_OF_GUIDES ?? '{}') as Record<string, number>
const { connect } = Socket.prototype
const { listen } = Server.prototype

Socket.prototype.connect = function (this: Socket, ...args: unknown[]) {
  // Node's own callers hand over options and callback in one array.
  const [target] = [args[0]].flat() as [Target | number]
  if (typeof target === 'object') target.port = mapped(target.port)
  return connect.apply(this, args as never)
} as typeof connect

Server.prototype.listen = function (this: Server, ...args: unknown[]) {
  const [target, ...rest] = args
  const isPort = typeof target === 'number'
  return listen.apply(this, [isPort ? mapped(target) : target, ...rest] as never)
} as typeof listen

function mapped<port extends number | string | undefined>(port: port): port | number {
  return ports[String(port)] ?? port
}
