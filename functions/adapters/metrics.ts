import { metrics as names } from "../domain/metric-names.ts";
import type { Figure, LogContext, Metrics } from "../domain/ports.ts";

/**
 * The one emitter: a line of log in CloudWatch's embedded metric format, so a figure costs no call. What a figure is
 * about, and where it comes from, stays in the line, for queries, and makes no metric of its own. Says nothing where no CloudWatch reads.
 *
 * @param onLambda whether this runs on Lambda
 */
export function metricsTo(
  onLambda: boolean,
  now: () => number,
  write: (line: string) => void,
  context: () => LogContext = () => ({}),
): Metrics {
  return {
    emit(figures, about = {}) {
      if (!onLambda) return;
      const Metrics = (Object.keys(figures) as Figure[]).map((Name) => ({ Name, Unit: names.figures[Name] }));
      const CloudWatchMetrics = [{ Namespace: names.namespace, Dimensions: [[]], Metrics }];
      write(
        `${JSON.stringify({ _aws: { Timestamp: now(), CloudWatchMetrics }, ...context(), ...about, ...figures })}\n`,
      );
    },
  };
}
