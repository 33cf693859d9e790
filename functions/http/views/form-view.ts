import { entryOf } from "../../../statemachines/index.ts";
import type { Door, Procedure, Text } from "../../../statemachines/vocabulary.ts";
import type { RequestFormView } from "../../contract.ts";
import type { AgencySettings } from "../../domain/agency.ts";
import { askedAt } from "../../domain/case-intake.ts";
import { consentText, consentVersion } from "../../domain/consent.ts";
import { formContext } from "../../domain/form-context.ts";

/**
 * The form with which a case begins, as it is asked at a door.
 *
 * @param choices people and cases that may be chosen in the form; none where the public reads it
 * @throws Refusal `unknown` where no case of the procedure begins there
 */
export function requestFormView(
  procedure: Procedure,
  door: Door,
  settings: AgencySettings,
  now: number,
  choices: Pick<RequestFormView, "staff" | "cases"> = { staff: {}, cases: {} },
): RequestFormView {
  const fields = askedAt(procedure, door);
  return {
    procedure: procedure.id,
    title: procedure.title,
    fields,
    rules: entryOf(procedure).rules ?? [],
    context: formContext(settings, procedure, now),
    capacity: procedure.appointment ? settings.room.capacity : null,
    ...choices,
    consent: { version: consentVersion, text: consentText(settings) },
    service: {
      requirements: procedure.service?.requirements ?? nothingNeeded,
      duration: procedure.service?.duration ?? repliedWithin(settings.replyWithinWorkingDays),
      cost: { id: "Tidak dipungut biaya.", en: "Free of charge." },
      complaints: { id: settings.complaints, en: settings.complaints },
    },
  };
}

const nothingNeeded: Text = { id: "Tidak ada persyaratan khusus.", en: "Nothing in particular." };

function repliedWithin(days: number): Text {
  return {
    id: `Surat jawaban dikirim dalam ${days} hari kerja.`,
    en: `We reply within ${days} working day(s).`,
  };
}
