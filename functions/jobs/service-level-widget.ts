import * as z from "zod/mini";
import { isoDate } from "../domain/calendar/instants.ts";
import type { Dependencies } from "../domain/ports.ts";
import type { Period } from "../domain/service-levels/levels.ts";
import { serviceLevelsHtml, whatTheWidgetIs } from "../http/views/service-levels-html.ts";
import { serviceLevelsView } from "../http/views/service-levels-view.ts";
import { stepHandler } from "../wiring/step.ts";

/** Epoch milliseconds. */
const range = z.object({ start: z.number(), end: z.number() });
const shown = z.extend(range, { zoom: z.optional(range) });

/** What the dashboard sends of itself (the part that is read here), or asked what it is, `describe`. */
const widgetEvent = z.object({
  describe: z.optional(z.unknown()),
  widgetContext: z.optional(z.object({ timeRange: z.optional(shown) })),
});

export interface Asked {
  caseId?: never;
  isAskedWhat: boolean;
  range: z.infer<typeof shown> | null;
}

/** @throws ZodError where it is not what a dashboard sends */
export function askedIn(event: unknown): Asked {
  const { describe, widgetContext } = widgetEvent.parse(event);
  return { isAskedWhat: Boolean(describe), range: widgetContext?.timeRange ?? null };
}

/** What the widget shows, as HTML; or, asked to, what it is. */
export async function widget(dependencies: Dependencies, asked: Asked): Promise<string> {
  if (asked.isAskedWhat) return whatTheWidgetIs;
  const { calendar } = await dependencies.agencies.settings();
  return serviceLevelsHtml(await serviceLevelsView(dependencies, daysShown(asked, calendar.zone)));
}

/** Called by the dashboard, with the rights of whoever looks at it. */
export const handler = stepHandler("service-level-widget", askedIn, widget);

/** The days of the range that is chosen on the dashboard, or that somebody has zoomed into; whole days are counted. */
function daysShown({ range: chosen }: Asked, zone: string): Period {
  if (!chosen) return "30-days";
  const { end, start } = chosen.zoom ?? chosen;
  return `${isoDate(start, zone)}/${isoDate(end, zone)}`;
}
