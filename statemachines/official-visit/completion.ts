/** What of a request for a visit may be missing (X11), at the two rows where the letter is examined. */
import { askToComplete, completionRow, incompleteFields, type Completion } from "../shared-rows/completion.ts";
import { requestFields, requestRules } from "./request.ts";

const completion: Completion = {
  entry: { step: "request", fields: requestFields, rules: requestRules },
  items: [
    {
      value: "letter",
      label: { id: "Nomor dan tanggal surat", en: "Number and date of the letter" },
      fields: ["letterNumber", "letterDate"],
    },
    { value: "letterFile", label: { id: "Surat permohonan", en: "Letter of request" }, fields: ["letterFile"] },
    "institutionName",
    {
      value: "institutionType",
      label: { id: "Jenis instansi", en: "Kind of institution" },
      fields: ["institutionType", "institutionTypeOther"],
    },
    "institutionAddress",
    "district",
    "contactName",
    "contactPosition",
    "contactPhone",
    "officePhone",
    "purpose",
    "purposeDetail",
    {
      value: "time",
      label: { id: "Tanggal dan jam kunjungan", en: "Date and hours of the visit" },
      fields: ["preferredDate", "preferredStart", "preferredEnd", "urgentReason"],
    },
    {
      value: "otherDates",
      label: { id: "Tanggal alternatif", en: "Alternative dates" },
      fields: ["altDate1", "altDate2"],
    },
    {
      value: "group",
      label: { id: "Jumlah pengunjung", en: "Number of visitors" },
      fields: ["headcount", "headcountMale", "headcountFemale", "headcountChildren"],
    },
    "accessNeeds",
    "materialsNeeded",
  ],
  asking: [
    {
      step: "register-letter",
      answer: { id: "dilengkapi", label: { id: "Kirim kelengkapan", en: "Send what was missing" } },
    },
    {
      step: "check-schedule",
      answer: {
        id: "dilengkapi-lagi",
        label: { id: "Kirim kelengkapan permohonan", en: "Send what was missing in the request" },
      },
    },
  ],
  requester: "official-visitor",
  helpers: ["mail-registrar", "front-office-officer"],
  release: ["release-slots"],
};

export const askVisitorToComplete = askToComplete("official-visitor");
export const missingFields = incompleteFields(completion);
export const completionSteps = [completionRow(completion)];
