/** What of a request for the mobile library may be missing (X11). */
import { askToComplete, completionRow, incompleteFields, type Completion } from "../shared-rows/completion.ts";
import { requestFields, requestRules } from "./request.ts";

const completion: Completion = {
  entry: { step: "request", fields: requestFields, rules: requestRules },
  items: [
    "hostName",
    "hostType",
    "hostAddress",
    "district",
    "mapLink",
    "vehicleAccess",
    "contactName",
    "contactPosition",
    "contactPhone",
    "expectedReaders",
    {
      value: "time",
      label: { id: "Tanggal layanan", en: "Date of the stop" },
      fields: ["preferredDate", "alternativeDate"],
    },
    "wishes",
  ],
  asking: [
    {
      step: "coordinate",
      answer: { id: "dilengkapi", label: { id: "Kirim kelengkapan", en: "Send what was missing" } },
    },
  ],
  requester: "mobile-library-host",
  helpers: ["service-section-head", "mobile-library-officer"],
  before: "preferredDate",
};

export const askHostToComplete = askToComplete("mobile-library-host");
export const missingFields = incompleteFields(completion);
export const completionSteps = [completionRow(completion)];
