import { metrics as names } from "../domain/metric-names.ts";
import type { Figure, LogContext, Metrics } from "../domain/ports.ts";

/**
 * The one emitter: a line of log in CloudWatch's embedded metric format, so a figure costs no call. What a figure is
 * about, and where it comes from, stays in the line, for queries, and makes no metric of its own. Says nothing where no CloudWatch reads.
 *
 * @param namespace of the agency's figures; empty where nobody reads them
 */
export function metricsTo(
  namespace: string,
  now: () => number,
  write: (line: string) => void,
  context: () => LogContext = () => ({}),
): Metrics {
  return {
    emit(figures, about = {}) {
      if (namespace === "") return;
      const Metrics = (Object.keys(figures) as Figure[]).map((Name) => ({ Name, Unit: names.figures[Name] }));
      const CloudWatchMetrics = [{ Namespace: namespace, Dimensions: [[]], Metrics }];
      write(
        `${JSON.stringify({ _aws: { Timestamp: now(), CloudWatchMetrics }, ...context(), ...about, ...figures })}\n`,
      );
    },
  };
}
