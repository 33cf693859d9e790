/** The paper of a row as it is laid out, from its template and the case. */
import type { PaperTemplate, PaperWord, TemplateBlock } from "../../../statemachines/language/paper-templates.ts";
import { fieldsOf } from "../../../statemachines/language/table.ts";
import type { Field, FieldName, SentenceWord } from "../../../statemachines/language/vocabulary.ts";
import { isoDate } from "../calendar/instants.ts";
import { actingTitle, titleOf, type AgencySettings, type StaffMember } from "../agency.ts";
import { agreementNumber } from "../case/agreement.ts";
import { latestValue, procedureOfCase } from "../case/case-file.ts";
import type { Answer, Dossier } from "../case/records.ts";
import { inWords, listOf, recordOf, type Words } from "../form/field-words.ts";
import { oneFullStop, longDate } from "../format.ts";
import { decided, signerOf, titlesOf, type Signer } from "../mail/letters/letter.ts";
import { inSentence, spoken } from "../told/sentence.ts";
import { carriedBy, letterheadOf, referenceOf, signatureOf } from "./compose.ts";
import type { PaperBlock, PaperSheet } from "./paper-sheet.ts";

export interface RowPaperContext {
  dossier: Dossier;
  settings: AgencySettings;
  staff: StaffMember[];
  /** Of the row after which it is written, the label of what was answered, and whether that row decides. */
  answer: Answer;
  outcome: string;
  isDecision: boolean;
}

export function sheetFrom(context: RowPaperContext, template: PaperTemplate): PaperSheet {
  const { isDecision, settings } = context;
  const { about, to, words } = saidBy(context, template);
  const signer = signerFor(context, template);
  return {
    kind: template.kind,
    size: "A4",
    letterhead: letterheadOf(settings),
    ...(template.title === undefined
      ? {}
      : { title: { words: template.title, ...(template.numbered ? { number: "" } : {}) } }),
    reference: template.title === undefined ? referenceOf(about, template) : [],
    addressee: to,
    body: template.body.flatMap((block) => blocksOf(block, context, words)),
    ...(signer ? { signature: signatureOf(signer, titlesFor(settings, signer, template)) } : {}),
    copies: [],
    remarks: signer ? carriedBy(settings, signer, { what: template.title ?? "Surat", isDecision }) : [],
  };
}

function signerFor({ answer, dossier, settings, staff }: RowPaperContext, { signer }: PaperTemplate): Signer | null {
  if (signer === "parties") return null;
  return signer === "answer" ? signerOf(answer, staff) : decided(dossier, settings, staff);
}

function saidBy(context: RowPaperContext, template: PaperTemplate) {
  const others = wordsOf(context);
  const words = (sentence: string): string | null =>
    inSentence({ id: sentence, en: "" }, context.dossier, inIndonesian(context), others);
  const to = template.to.flatMap((line) =>
    typeof line === "string" ? (words(line) ?? []) : `Yth. ${titleOf(context.settings, line.post).id}`,
  );
  return { about: words(template.about) ?? template.about, to, words };
}

function inIndonesian({ settings, staff }: RowPaperContext): Words {
  return { style: { language: "id", zone: settings.calendar.zone }, staff };
}

function wordsOf({
  answer,
  dossier,
  outcome,
  settings,
}: RowPaperContext): Record<Exclude<PaperWord, SentenceWord>, string> {
  const { agenda } = dossier.case;
  const day = (at: string): string =>
    longDate(isoDate(Date.parse(at), settings.calendar.zone), { language: "id", zone: settings.calendar.zone });
  return {
    agendaNumber: agenda ? `${agenda.number}/${agenda.year}` : "",
    agendaDate: agenda ? day(agenda.at) : "",
    agreementNumber: agreementNumber(settings, dossier.case) ?? "",
    decision: outcome,
    doer: answer.name,
    note: answer.note,
  };
}

function titlesFor(settings: AgencySettings, signer: Signer, { onBehalf }: PaperTemplate): string[] {
  return onBehalf ? titlesOf(settings, signer, "id") : [`${actingTitle(settings, signer).id},`];
}

function blocksOf(
  block: TemplateBlock,
  context: RowPaperContext,
  words: (sentence: string) => string | null,
): PaperBlock[] {
  if (typeof block === "string") {
    const said = words(block);
    return said === null ? [] : [{ kind: "paragraph", words: oneFullStop(said) }];
  }
  if ("lines" in block) {
    const lines = block.lines.flatMap(([label, sentence]): [string, string][] => {
      const said = words(sentence);
      return said === null ? [] : [[label, said]];
    });
    return lines.length > 0 ? [{ kind: "lines", lines }] : [];
  }
  if ("signing" in block) return [{ kind: "table", head: block.signing, rows: [block.signing.map(() => signingRoom)] }];
  if ("articles" in block) return articlesOf(context, block.articles);
  if ("people" in block) return peopleIn(context, block.people);
  if ("fields" in block) return linesOf(context, block.fields);
  return "rows" in block ? rowsOf(context, block.rows) : choicesOf(context, block.choices);
}

/** Fields of a case with their values; those without one are left out. */
function valuesOf({ dossier }: RowPaperContext, names: FieldName[]): [Field, unknown][] {
  const fields = fieldsOf(procedureOfCase(dossier.case));
  return names.flatMap((name): [Field, unknown][] => {
    const field = fields.find((each) => each.name === name);
    const value = latestValue(dossier, name);
    return field && value !== undefined && value !== "" ? [[field, value]] : [];
  });
}

function linesOf(context: RowPaperContext, names: FieldName[]): PaperBlock[] {
  const lines = valuesOf(context, names).map(([field, value]): [string, string] => [
    field.label.id,
    spoken(field, value, inIndonesian(context)),
  ]);
  return lines.length > 0 ? [{ kind: "lines", lines }] : [];
}

function choicesOf(context: RowPaperContext, name: FieldName): PaperBlock[] {
  return valuesOf(context, [name]).flatMap(([field, value]): PaperBlock[] => {
    const chosen = new Set(listOf(value));
    const choices = (field.options ?? []).map((option) => ({
      words: option.label.id,
      chosen: chosen.has(option.value),
    }));
    return [
      { kind: "paragraph", words: `${field.label.id}:` },
      { kind: "choices", choices },
    ];
  });
}

function rowsOf(context: RowPaperContext, name: FieldName): PaperBlock[] {
  return valuesOf(context, [name]).flatMap(([field, value]): PaperBlock[] => {
    const columns = field.columns ?? [];
    const rows = listOf(value).map((row, index) => [
      String(index + 1),
      ...columns.map((column) => {
        const cell = recordOf(row)[column.name];
        return cell === undefined || cell === "" ? "-" : inWords(column, cell, inIndonesian(context));
      }),
    ]);
    return [
      { kind: "paragraph", words: `${field.label.id}:` },
      { kind: "table", head: ["No.", ...columns.map(({ label }) => label.id)], rows },
    ];
  });
}

/** Lines between, for signature and seal. */
const signingRoom = "\n\n\n\n\n";

/** What an article or chapter is called stands alone in its line. */
const articleName = /^(?:BAB|Pasal)\s+[\dIVXLC]+\b.{0,60}$/i;

function articlesOf(context: RowPaperContext, name: FieldName): PaperBlock[] {
  return valuesOf(context, [name]).flatMap(([, value]) =>
    String(value)
      .split(/\n+/)
      .map((line) => line.trim())
      .filter((line) => line !== "")
      .map((words): PaperBlock => ({ kind: articleName.test(words) ? "heading" : "paragraph", words })),
  );
}

/** Each person once, in the order of the fields. */
function peopleIn(context: RowPaperContext, names: FieldName[]): PaperBlock[] {
  const ids = valuesOf(context, names).flatMap(([, value]) => (Array.isArray(value) ? (value as unknown[]) : [value]));
  const people = [...new Set(ids)].flatMap((id) => context.staff.find((member) => member.id === id) ?? []);
  if (people.length === 0) return [];
  const rows = people.map(({ name, nip, position, rank = "", roles: [role] }, index) => [
    String(index + 1),
    name,
    nip || "-",
    rank || "-",
    position || (role ? titleOf(context.settings, role).id : "-"),
  ]);
  return [{ kind: "table", head: ["No.", "Nama", "NIP", "Pangkat/Gol.", "Jabatan"], rows }];
}
