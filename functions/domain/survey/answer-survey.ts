/** Who may answer the satisfaction survey, and storing an answer: once per case, without a way back to it. */
import type { Text } from "../../../statemachines/language/vocabulary.ts";
import { latestAnswer, procedureOfCase } from "../case/case-file.ts";
import type { Dossier } from "../case/records.ts";
import { saidEnding } from "../case/said-ending.ts";
import { checkSubmission, type CheckingDependencies } from "../form/check-submission.ts";
import { differences } from "../form/content.ts";
import { isoDate } from "../calendar/instants.ts";
import type { Dependencies } from "../ports.ts";
import { Refusal } from "../refusal.ts";
import { scoresIn, surveyFields, type SurveyAnswer } from "./survey.ts";

type SurveyDependencies = Pick<Dependencies, "secrets" | "surveys">;

/** Whether somebody may be asked how the service was: where the procedure asks, once it has been given. */
export function offersSurvey(dossier: Dossier): boolean {
  const { survey } = procedureOfCase(dossier.case);
  if (!survey) return false;
  // Whoever reads that the service is over may say at once how it was.
  return saidEnding(dossier) === "SELESAI" || latestAnswer(dossier, survey.after) !== null;
}

/** Whether somebody is still asked how the service was: it is offered, and nobody has answered. */
export async function asksSurvey(dependencies: SurveyDependencies, dossier: Dossier): Promise<boolean> {
  return offersSurvey(dossier) && !(await isAnswered(dependencies, dossier));
}

/** Whether the case has been answered for. */
export function isAnswered({ secrets, surveys }: SurveyDependencies, dossier: Dossier): Promise<boolean> {
  return surveys.has(yearOf(dossier), answerId(secrets, dossier));
}

/**
 * Stores the answer of a case; the same answer again is answered as the first time.
 *
 * @throws Refusal `stale` before the service was given, `invalid` with a sentence per field, `stored-otherwise` for
 *   another answer than the one that is stored
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
  const asked = { procedure, fields: surveyFields(settings), rules: [], outcome: null, incomplete };
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
  if (await surveys.add(answer)) return;
  const stored = await surveys.find(answer.year, answer.id);
  if (!stored || !saysTheSame(stored, answer)) throw answeredBefore;
}

/** The same again is a second tap; whoever answered is not known, so the answer of before is not shown. */
function saysTheSame(stored: SurveyAnswer, given: SurveyAnswer): boolean {
  const values = ({ date: _date, ...rest }: SurveyAnswer) => ({ values: { ...rest }, files: [] });
  return differences(values(stored), values(given)).length === 0;
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
const answeredBefore = new Refusal("stored-otherwise", {
  id: "Survei untuk berkas ini sudah diisi, terima kasih. Isian yang baru tidak disimpan; saran lain dapat disampaikan kepada kantor.",
  en: "This survey has been answered already, thank you. The new answers were not stored; please tell the office what else you suggest.",
});
