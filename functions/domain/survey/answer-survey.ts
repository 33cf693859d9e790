/** Who may answer the satisfaction survey, and storing an answer: once per case, without a way back to it. */
import type { Text } from "../../../statemachines/language/vocabulary.ts";
import { latestAnswer, procedureOfCase } from "../case/case-file.ts";
import type { Dossier } from "../case/records.ts";
import { checkSubmission, type CheckingDependencies } from "../form/check-submission.ts";
import { isoDate } from "../calendar/instants.ts";
import type { Dependencies } from "../ports.ts";
import { Refusal } from "../refusal.ts";
import { scoresIn, surveyFields, type SurveyAnswer } from "./survey.ts";

type SurveyDependencies = Pick<Dependencies, "secrets" | "surveys">;

/** Whether people are asked how the service was: where the procedure asks, once it has been given. */
export function offersSurvey(dossier: Dossier): boolean {
  const { survey } = procedureOfCase(dossier.case);
  if (!survey) return false;
  return dossier.case.ending === "SELESAI" || latestAnswer(dossier, survey.after) !== null;
}

/** Whether the case has been answered for. */
export function isAnswered({ secrets, surveys }: SurveyDependencies, dossier: Dossier): Promise<boolean> {
  return surveys.has(yearOf(dossier), answerId(secrets, dossier));
}

/**
 * Stores the answer of a case.
 *
 * @throws Refusal `stale` before the service was given, `invalid` with a sentence per field, `already-decided` for a
 *   second answer
 */
export async function answerSurvey(
  dependencies: SurveyDependencies & CheckingDependencies,
  dossier: Dossier,
  raw: Record<string, unknown>,
): Promise<void> {
  const { agencies, clock, secrets, surveys } = dependencies;
  if (!offersSurvey(dossier)) throw notYet;
  const settings = await agencies.settings();
  const procedure = procedureOfCase(dossier.case);
  const asked = { procedure, fields: surveyFields, rules: [], outcome: null, incomplete };
  const { values } = await checkSubmission(dependencies, asked, raw);
  const { sex, age, education, occupation, suggestion } = values as Partial<Record<keyof SurveyAnswer, string>>;
  const answer: SurveyAnswer = {
    id: answerId(secrets, dossier),
    year: yearOf(dossier),
    date: isoDate(clock.now(), settings.calendar.zone),
    procedure: procedure.id,
    scores: scoresIn(values),
    ...(sex ? { sex } : {}),
    ...(age ? { age } : {}),
    ...(education ? { education } : {}),
    ...(occupation ? { occupation } : {}),
    ...(suggestion ? { suggestion } : {}),
  };
  if (!(await surveys.add(answer))) throw answeredBefore;
}

/** Made with the link secret, so that whoever reads the answers cannot tell their cases. */
function answerId(secrets: Dependencies["secrets"], { case: { id } }: Dossier): string {
  return secrets.linkId("survey", id);
}

function yearOf({ case: { createdAt } }: Dossier): number {
  return Number(createdAt.slice(0, 4));
}

const incomplete: Text = {
  id: "Belum terkirim. Jawab pertanyaan yang ditandai, lalu kirim lagi.",
  en: "Not sent yet. Answer the marked questions, then send again.",
};
const notYet = new Refusal("stale", {
  id: "Survei dibuka setelah layanan selesai.",
  en: "The survey opens when the service has been given.",
});
const answeredBefore = new Refusal("already-decided", {
  id: "Survei untuk berkas ini sudah diisi. Terima kasih.",
  en: "This survey has been answered already. Thank you.",
});
