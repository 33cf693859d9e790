/** GET /api/staff/service-levels: how punctual the services are in a period, and where cases wait now. */
import type { Unrealistic } from "../domain/service-levels/realism.ts";
import type { Text } from "../../statemachines/language/vocabulary.ts";

export interface ServiceLevelsView {
  /** "30-days", a month YYYY-MM or a year YYYY. */
  period: string;
  /** Days, YYYY-MM-DD, both counted. */
  from: string;
  until: string;
  /** ISO 8601: what stands here is told as of this moment. */
  at: string;
  /** Months and years that may be asked for, the newest first. */
  periods: string[];
  services: ServiceLevelView[];
  waiting: WaitingView[];
  /** There is more that waits than was looked at. */
  more: boolean;
  /** The oldest month first. */
  trend: { month: string; services: TrendView[] }[];
}

export interface ServiceLevelView extends ShareView {
  procedure: string;
  sop: number;
  title: Text;
  /** Cases that are open, and of those that stopped at a fault; rows that are late, due within the hour, or with people outside. */
  now: { open: number; stopped: number; late: number; dueSoon: number; outside: number };
  cases: EndedCasesView;
  /** By version of the SOP, the newest first; none where nothing was answered. */
  versions: {
    version: number;
    rows: RowLevelView[];
    outside: OutsideLevelView[];
    cases: EndedCasesView;
    unrealistic: UnrealisticView[];
  }[];
}

/** Of how many answers with a standard time how many kept it. */
export interface ShareView {
  inTime: number;
  of: number;
}

/** What half, and nine of ten, do not exceed; null where there is none. */
export interface SpreadView {
  count: number;
  p50: number | null;
  p90: number | null;
}

interface RowView {
  step: string;
  /** As the SOP names the row: "7", "X5". */
  row: string;
  /** What is done, in few words. */
  activity: Text;
  actor: Text;
}

/** Office minutes. */
export interface RowLevelView extends RowView, ShareView, SpreadView {
  /** Standard time as the SOP has it, word for word. */
  written: string;
  /** Its usual length, office minutes; null where it has none. */
  standard: number | null;
  postponed: number;
  /** Done at a time that nobody knows. */
  untimed: number;
  /** With times that were stated later. */
  stated: number;
  /** While the service was away. */
  outage: number;
}

/** Calendar hours in which people outside answered. */
export interface OutsideLevelView extends RowView, SpreadView {
  silent: number;
}

/** Cases that ended; hours and minutes are of those that ended as they should. */
export interface EndedCasesView {
  ended: number;
  endings: { ending: string; label: Text; count: number }[];
  /** Calendar hours from the request to the end. */
  leadHours: SpreadView;
  /** Office minutes in which the agency had them. */
  agencyMinutes: SpreadView;
  straight: number;
  again: number;
  mostRounds: number;
}

/** A row whose standard time is far from what it takes. */
export interface UnrealisticView extends RowView, Omit<Unrealistic, "step"> {
  written: string;
}

export interface WaitingView extends RowView {
  procedure: string;
  title: Text;
  /** With whom: names of those asked; none of people outside. */
  names: string[];
  /** Whether people outside are waited for, so that the agency's clock stands still. */
  outside: boolean;
  count: number;
  late: number;
  /** ISO 8601. */
  since: string;
}

export interface TrendView extends ShareView {
  procedure: string;
  title: Text;
  ended: number;
  leadHours: SpreadView;
}
