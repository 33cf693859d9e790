import * as z from "zod/mini";
import { serviceLevelsHtml, whatTheWidgetIs } from "../http/views/service-levels-html.ts";
import { serviceLevelsView } from "../http/views/service-levels-view.ts";
import { stepHandler } from "../wiring/step.ts";

const widgetEvent = z.object({ describe: z.optional(z.unknown()) });

/** Called by the dashboard, with the rights of whoever looks at it: answers what it shows, or, asked to, what it is. */
export const handler = stepHandler(
  "service-level-widget",
  (event): { caseId?: never; isAskedWhat: boolean } => ({ isAskedWhat: Boolean(widgetEvent.parse(event).describe) }),
  async (dependencies, { isAskedWhat }) =>
    isAskedWhat ? whatTheWidgetIs : serviceLevelsHtml(await serviceLevelsView(dependencies, "30-days")),
);
