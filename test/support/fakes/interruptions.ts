/** What a program may die of between two calls: thrown by tests that stop at an exact place. */
export class Crash extends Error {
  override name = "Crash";
}

type Hook = () => void | Promise<void>;

/** Watches the calls of ports, named `port.method`, and lets tests stop the program before or after one of them. */
export interface Interruptions {
  /** Every call so far, in order. */
  calls: string[];
  /** Runs once before the next call; what it throws is thrown instead of the call. */
  before(call: string, hook: Hook): void;
  /** Runs once after the next call; what it throws hides the answer of the call. */
  after(call: string, hook: Hook): void;
  /** Dies just before the next call. */
  crashBefore(call: string): void;
  /** Dies just after the next call: it was carried out, but nobody knows. */
  crashAfter(call: string): void;
  /** The same port, watched. */
  watch<Port extends object>(name: string, port: Port): Port;
}

export function interruptions(): Interruptions {
  const calls: string[] = [];
  const hooks = { before: new Map<string, Hook>(), after: new Map<string, Hook>() };
  const once = async (when: keyof typeof hooks, call: string): Promise<void> => {
    const hook = hooks[when].get(call);
    hooks[when].delete(call);
    await hook?.();
  };
  const crash = (call: string) => () => {
    throw new Crash(call);
  };
  return {
    calls,
    before: (call, hook) => hooks.before.set(call, hook),
    after: (call, hook) => hooks.after.set(call, hook),
    crashBefore: (call) => hooks.before.set(call, crash(call)),
    crashAfter: (call) => hooks.after.set(call, crash(call)),
    watch: (name, port) =>
      new Proxy(port, {
        get(target, property) {
          const value: unknown = Reflect.get(target, property);
          if (typeof value !== "function" || value.constructor.name !== "AsyncFunction") return value;
          return async (...given: unknown[]): Promise<unknown> => {
            const call = `${name}.${String(property)}`;
            calls.push(call);
            await once("before", call);
            const answer: unknown = await Reflect.apply(value, target, given);
            await once("after", call);
            return answer;
          };
        },
      }),
  };
}

/** The calls that store, send, start or resume something. */
const changing =
  /^(cases\.(?!dossier|list|count|carriedOut|submission)|tasks\.(?!inbox|countDue|revision)|mails\.|papers\.|links\.(?!find)|dayBooks\.change|registers\.(claim|enter)|workflow\.|mailer\.)/;

/** What was changed by calls, in order. */
export function changesIn(calls: string[]): string[] {
  return calls.filter((call) => changing.test(call));
}
