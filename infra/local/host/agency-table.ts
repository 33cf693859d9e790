/** The host's own look into the table: the agency and its people, for the sign-in; and the demo agency put in at first. */
import type { AgencySettings, StaffMember } from "../../../functions/domain/agency.ts";
import { agencyItems } from "../../names.ts";
import { demoSettings, demoStaff } from "./demo-agency.ts";

export interface Agency {
  settings: AgencySettings;
  /** Whether it is the made-up agency, whose people may be shown to everyone. */
  demo: boolean;
}

export interface AgencyTable {
  /** Null before anybody has set the agency up. */
  agency(): Promise<Agency | null>;
  /** Without those who have left; with the addresses by which they are proved. */
  staff(): Promise<StaffMember[]>;
  /** Instant of the copy that the service was restored from, while it waits for an administrator; null as a rule. */
  restoredFrom(): Promise<string | null>;
  /**
   * Puts the demo agency in; leaves alone what is there already.
   *
   * @param begins instant (epoch milliseconds) of the first day, before which nothing is asked for; absent: it was always there
   */
  seedDemo(begins?: number): Promise<void>;
}

/** Reads and puts items of the table, as far as the host itself has to. */
export interface AgencyItems {
  get(key: { pk: string; sk: string }): Promise<Record<string, unknown> | null>;
  page(range: { partition: string }): Promise<{ items: Record<string, unknown>[] }>;
  putNew(item: { pk: string; sk: string } & Record<string, unknown>): Promise<boolean>;
}

const { settings, staff: people, stamp } = agencyItems;

export function agencyTable(items: AgencyItems): AgencyTable {
  return {
    async agency() {
      const item = await items.get(settings);
      return item ? { settings: item["settings"] as AgencySettings, demo: item["demo"] === true } : null;
    },
    async restoredFrom() {
      const item = await items.get({ pk: "AGENCY", sk: "RESTORATION" });
      return item && item["ended"] === undefined ? String(item["copyAt"]) : null;
    },
    async staff() {
      const { items: staff } = await items.page({ partition: people.pk });
      return (staff as unknown as StaffMember[])
        .filter(({ disabled, endedAt }) => endedAt === undefined && disabled !== true)
        .map((member) => ({ ...member, email: member.provingEmail ?? member.email }));
    },
    async seedDemo(begins) {
      const first = begins === undefined ? {} : { goLive: dayIn(demoSettings.calendar.zone, begins) };
      const calendar = { ...demoSettings.calendar, ...first };
      for (const member of demoStaff) await items.putNew({ ...people, sk: member.id, ...stamp, ...member });
      await items.putNew({ ...settings, ...stamp, settings: { ...demoSettings, calendar }, demo: true });
    },
  };
}

/** YYYY-MM-DD */
function dayIn(timeZone: string, instant: number): string {
  return new Intl.DateTimeFormat("sv-SE", { timeZone, dateStyle: "short" }).format(instant);
}
