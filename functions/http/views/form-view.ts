import { goesWithoutEmail, officeFields } from "../../../statemachines/form/office-entry.ts";
import { entryOf } from "../../../statemachines/language/table.ts";
import type { EntryChannel, Procedure, Text } from "../../../statemachines/language/vocabulary.ts";
import type { RequestFormView } from "../../contract/public.ts";
import type { AgencySettings } from "../../domain/agency.ts";
import { workingDays } from "../../domain/format.ts";
import { mostPersons } from "../../domain/booking/rooms.ts";
import { promisedDays } from "../../domain/told/promise.ts";
import { askedThrough } from "../../domain/intake/open-case.ts";
import type { ConsentAsked } from "../../domain/form/consent.ts";
import { formContext } from "../../domain/form/form-context.ts";

/**
 * The form with which a case begins, as it is asked through an entry channel.
 *
 * @param consent what a requester is asked to consent to now
 * @param choices people and cases that may be chosen in the form; none where the public reads it
 * @throws Refusal `unknown` where no case of the procedure begins there
 */
export function requestFormView(
  procedure: Procedure,
  entryChannel: EntryChannel,
  { consent, now, settings }: { settings: AgencySettings; now: number; consent: ConsentAsked },
  choices: Pick<RequestFormView, "staff" | "cases"> = { staff: {}, cases: {} },
): RequestFormView {
  const fields = askedThrough(procedure, entryChannel);
  const received = procedure.journey ? undefined : procedure.appointment;
  return {
    procedure: procedure.id,
    title: procedure.title,
    words: procedure.form ?? null,
    fields,
    rules: entryOf(procedure).rules ?? [],
    context: formContext(settings, procedure, now),
    capacity: received ? mostPersons(settings) : null,
    headcount: received?.headcount ?? null,
    optionalEmail: entryChannel === "public" && goesWithoutEmail(procedure) ? (procedure.contact.email ?? null) : null,
    letter: entryChannel === "staff" ? letterFields(procedure) : null,
    ...choices,
    consent,
    service: {
      requirements: procedure.service?.requirements ?? nothingNeeded,
      duration: procedure.service?.duration ?? repliedWithin(promisedDays(settings, procedure)),
      cost: { id: "Tidak dipungut biaya.", en: "Free of charge." },
      complaints: { id: settings.complaints, en: settings.complaints },
    },
  };
}

function letterFields({ contact, incomingLetter }: Procedure): RequestFormView["letter"] {
  if (!incomingLetter) return null;
  return {
    fields: [incomingLetter.number, incomingLetter.date, contact.subject],
    sameLetter: officeFields.sameLetter,
  };
}

const nothingNeeded: Text = { id: "Tidak ada persyaratan khusus.", en: "Nothing in particular." };

function repliedWithin(days: number): Text {
  return {
    id: `Surat jawaban dikirim dalam ${workingDays(days, "id")} sejak permohonan diterima.`,
    en: `We reply within ${workingDays(days, "en")} of receiving the request.`,
  };
}
