/**
 * Ports of the last host in this process. Handlers keep clients with addresses in them for as long as the process lives,
 * so a host that is started again takes the same ports where it may choose.
 */
const last = { server: 0, dynamoDb: 0, inner: 0 };

export type Ports = typeof last;

/** 0 where there was no host before. */
export function lastPorts(): Readonly<Ports> {
  return last;
}

export function rememberPorts(ports: Ports): void {
  Object.assign(last, ports);
}
