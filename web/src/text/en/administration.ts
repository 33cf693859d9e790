import type { administration as id } from "../id/administration.ts";

export const administration: typeof id = {
  title: "Administration",
  back: "Administration",
  home: {
    problems: "To be mended",
    people: { title: "People and roles", text: "Who works here, their roles and e-mail addresses." },
    settings: {
      title: "Settings of the agency",
      text: "Calendar and holidays, room, vehicles, districts, letterhead, promises.",
    },
    log: { title: "Log of changes", text: "Who changed what, when, from what to what." },
  },
  log: {
    title: "Log of changes",
    none: "Nothing has been changed.",
    older: "Load older ones",
    nothing: "empty",
    from: "from",
    to: "to",
  },
};
