/** What odd requests begin from: real cases, tasks and links, and bodies that would be taken. */
import { randomUUID } from "node:crypto";
import type { Values } from "../../functions/domain/case/records.ts";
import { trackingLinkId } from "../../functions/domain/access/tracking-link.ts";
import { taskLinkId } from "../../functions/domain/task/open-task.ts";
import { personOf } from "../../functions/domain/case/records.ts";
import type { Workplace } from "../support/player.ts";
import { people } from "../support/builders.ts";
import type { Known } from "./odd-requests.ts";

/** @param visit values of a visit that would be accepted */
export async function knownAt(work: Workplace, cases: string[], visit: Values): Promise<Known> {
  const dossiers = await Promise.all(cases.map((id) => work.dossier(id)));
  const tasks = dossiers.flatMap((dossier) => dossier.tasks);
  const links = [
    ...dossiers.map((dossier) => trackingLinkId(work.secrets, dossier.case.id)),
    ...tasks.flatMap((task) => Object.values(people).map((each) => taskLinkId(work.secrets, task, personOf(each)))),
  ];
  return { cases, tasks: tasks.map(({ caseId, id }) => `${caseId}/${id}`), links, bodies: bodiesWith(visit, cases) };
}

/** Bodies that would be taken, or nearly: a nonce is never right. */
export function bodiesWith(visit: Values, cases: string[]): Known["bodies"] {
  const request = { procedure: "official-visit", submissionId: randomUUID(), language: "id", values: visit };
  const answer = { outcome: "setuju", note: "Baik", values: { companion: people.companion.id }, nonce: "x" };
  const { nonce: _nonce, ...staffAnswer } = answer;
  const task = { case: cases[0] ?? "", task: "1" };
  return {
    "POST /api/uploads": { fileName: "surat.pdf", contentType: "application/pdf", size: 1_000 },
    "POST /api/requests": request,
    "POST /api/tracking/{link}/devices/end": { device: "a".repeat(64), nonce: "x" },
    "POST /api/tracking/{link}/survey": { values: { u1: "4" } },
    "POST /api/decisions/{link}": answer,
    "POST /api/decisions/{link}/code": {},
    "POST /api/decisions/{link}/proof": { answer: "123456", shared: false },
    "POST /api/tracking/{link}/proof": { answer: "7890" },
    "POST /api/tracking/{link}/change": { seen: 0, reason: "", values: { headcount: 12 }, nonce: "x" },
    "POST /api/found/code": { case: "KJG-2026-00001" },
    "POST /api/found/proof": { case: "KJG-2026-00001", answer: "123456" },
    "POST /api/tracking/{link}/cancel": { note: "Batal", nonce: "x" },
    "POST /api/staff/devices/end": { device: "a".repeat(64) },
    "POST /api/staff/forms/{procedure}/letter": { values: { letterNumber: "421/087/2026" } },
    "POST /api/staff/cases": request,
    "POST /api/staff/cases/{case}/changes": { operation: "cancel", seen: 0, reason: "Batal", values: {} },
    "POST /api/staff/changes": { operation: "close-quietly", cases, reason: "Bukan permohonan" },
    "POST /api/staff/tasks/{case}/{task}": { ...staffAnswer, channel: "phone" },
    "POST /api/staff/tasks/{case}/{task}/start": {},
    "POST /api/staff/tasks/{case}/{task}/remind": {},
    "POST /api/staff/tasks/{case}/{task}/clashes": { outcome: "kirim", values: visit },
    "POST /api/staff/reading/days/{date}": { reason: "Hujan lebat" },
    "POST /api/staff/reading/days/{date}/paper": {
      ...{ id: "0190a000-0000-7000-8000-0000000000aa", version: 1, reason: "Listrik padam" },
      values: { paperSexes: { L: 2, P: 3 } },
    },
    "POST /api/staff/dispositions": { outcome: "setuju", note: "Baik", tasks: [task] },
    "POST /api/staff/reading/surveys/{number}": { values: { u1: "4" } },
    "POST /api/surveys/{case}/{link}": { values: { u1: "4" } },
    "POST /api/staff/restoration/mails": { mails: "all", send: false },
    "POST /api/staff/restoration/end": { numbers: [{ register: "incoming", year: 2026, last: 3 }] },
  };
}
