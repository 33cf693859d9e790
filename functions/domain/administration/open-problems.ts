/** What waits for whoever looks after the service. */
import type { Text } from "../../../statemachines/language/vocabulary.ts";
import { titleOf, type AgencySettings, type StaffMember } from "../agency.ts";
import { missingYear } from "../calendar/known-years.ts";
import { dayAt } from "../people/presence.ts";
import { openPosts } from "../people/substitution.ts";

export interface OpenProblem {
  text: Text;
  /** The page on which it is mended: a section of the settings, or who acts for whom. */
  leadsTo: { settings: string } | "substitutes";
}

/** @param staff as they act; @param now epoch milliseconds */
export function openProblems(settings: AgencySettings, staff: StaffMember[], now: number): OpenProblem[] {
  const year = missingYear(settings.calendar, dayAt(settings, now));
  const vacant = openPosts(staff, () => true).filter(({ why }) => why === "vacant");
  return [
    ...(year === null ? [] : [{ text: missingHolidays(year), leadsTo: { settings: "libur" } }]),
    ...vacant.map(({ post }): OpenProblem => {
      const { en, id } = titleOf(settings, post);
      return {
        text: {
          id: `Jabatan ${id} kosong dan belum ada pengganti: tugasnya naik ke atasannya, atau menunggu. Catat Plt.`,
          en: `The post of ${en} is vacant and nobody acts in it: its tasks go to the post above, or wait. Enter a Plt.`,
        },
        leadsTo: "substitutes",
      };
    }),
  ];
}

function missingHolidays(year: number): Text {
  return {
    id: `Hari libur ${year} belum dicatat: tenggat dan jadwal tahun itu belum benar. Isi dari SKB 3 Menteri.`,
    en: `The holidays of ${year} are not entered: times and schedules of that year are not right yet. Enter them from the joint decree.`,
  };
}
