/** Who changed what of the people and the settings, for whoever looks after them. */
import type { AdministrationLog } from "../../contract/administration.ts";
import { authorOf } from "../../domain/administration/changed-by.ts";
import { partLabel } from "../../domain/administration/part-labels.ts";
import type { EntrySubject } from "../../domain/administration/records.ts";
import type { HttpRequest, RouteHandler } from "../../wiring/http.ts";
import { administratorOf } from "../administrators.ts";

const onPage = 50;

export const showEntries: RouteHandler = async (request, dependencies) => {
  await administratorOf(request, dependencies);
  const { before } = request.query;
  const about = subjectAsked(request);
  const { entries, next } = await dependencies.administration.entries({
    limit: onPage,
    ...(about ? { about } : {}),
    ...(before ? { before: before.slice(0, 100) } : {}),
  });
  const body: AdministrationLog = {
    entries: entries.map((entry) => ({
      ...entry,
      author: authorOf(entry),
      labels: entry.parts.map(({ part }) => partLabel(part)),
    })),
    next,
  };
  return { body };
};

function subjectAsked({ query }: HttpRequest): Pick<EntrySubject, "kind" | "id"> | null {
  const { kind, id } = query;
  return (kind === "person" || kind === "settings") && id ? { kind, id: id.slice(0, 60) } : null;
}
