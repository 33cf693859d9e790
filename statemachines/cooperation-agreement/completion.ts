/** What of an offer may be missing (X11). An idea of the agency's own has nobody to complete it. */
import { askToComplete, completionRow, incompleteFields, type Completion } from "../shared-rows/completion.ts";
import { offerFields } from "./offer.ts";

const completion: Completion = {
  entry: { step: "offer", fields: offerFields },
  items: [
    {
      value: "letter",
      label: { id: "Nomor dan tanggal surat", en: "Number and date of the letter" },
      fields: ["letterNumber", "letterDate"],
    },
    { value: "letterFile", label: { id: "Surat penawaran", en: "Letter of offer" }, fields: ["letterFile"] },
    "partnerName",
    "partnerType",
    "partnerAddress",
    "contactName",
    "contactPosition",
    "contactPhone",
    "topic",
    "idea",
    "term",
  ],
  asking: [
    {
      step: "take-initiative",
      answer: { id: "dilengkapi", label: { id: "Kirim kelengkapan", en: "Send what was missing" } },
    },
  ],
  requester: "partner-party",
  helpers: ["service-section-head", "mail-registrar"],
};

export const askPartnerToComplete = {
  ...askToComplete("partner-party"),
  unless: { field: "initiator", in: ["inisiatif-sendiri"] },
};
export const missingFields = incompleteFields(completion);
export const completionSteps = [completionRow(completion)];
