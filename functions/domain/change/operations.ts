/** The ways in which a running case is changed. Who may says `statemachines/language/change-rights.ts`. */
import type { OperationId } from "../case/records.ts";
import { changeRequest, completedRequest } from "./change-request.ts";
import { correctData, correctPersonal } from "./correct-data.ts";
import { cancel, closeQuietly, dayPassed, endAgreement, markDuplicate } from "./ending-operations.ts";
import { goOn, newerVersion, sendToRow, takeBack } from "./flow-operations.ts";
import { moveAppointment } from "./move-appointment.ts";
import type { Operation } from "./operation.ts";
import { handOn, replacePeople } from "./people-operations.ts";

export const operations: Record<OperationId, Operation> = {
  "go-on": goOn,
  "hand-on": handOn,
  "replace-people": replacePeople,
  "move-appointment": moveAppointment,
  "take-back": takeBack,
  "send-to-row": sendToRow,
  "correct-data": correctData,
  "correct-personal": correctPersonal,
  cancel,
  "mark-duplicate": markDuplicate,
  "close-quietly": closeQuietly,
  "end-agreement": endAgreement,
  "newer-version": newerVersion,
  "change-request": changeRequest,
  "completed-request": completedRequest,
  "day-passed": dayPassed,
};
