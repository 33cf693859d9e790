/** An agency preparing cooperation agreements on fakes: the office of the other tests, with the answers of SOP 3. */
import { randomUUID } from "node:crypto";
import { currentProcedureOf } from "../../statemachines/language/registry.ts";
import { outcomesOf } from "../../statemachines/language/table.ts";
import type { EntryChannel } from "../../statemachines/language/vocabulary.ts";
import { acceptRequest } from "../../functions/domain/intake/open-case.ts";
import { decide, type Responder } from "../../functions/domain/task/decide-task.ts";
import { openTasks, procedureOfCase, stepOfTask } from "../../functions/domain/case/case-file.ts";
import type { Values } from "../../functions/domain/case/records.ts";
import { roleFor } from "../../functions/domain/task/permission.ts";
import { letterFile, people } from "./builders.ts";
import { office, type Office, type Reply } from "./office.ts";

export const partnerEmail = "sekretariat@sekarbaca.example";

function offer(overrides: Values = {}): Values {
  const values: Values = {
    partnerName: "Yayasan Sekar Baca",
    partnerType: "komunitas",
    partnerAddress: "Jalan Melati 12, Contoh Kota",
    contactName: "Ibu Laras Widodo",
    contactEmail: partnerEmail,
    contactPhone: "081298765432",
    letterNumber: "17/YSB/XI/2026",
    letterDate: "2026-11-20",
    letterFile,
    topic: "Pojok baca di puskesmas",
    idea: "Menyediakan buku anak di ruang tunggu sepuluh puskesmas.",
    consent: true,
    ...overrides,
  };
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined));
}

/** What the section head types in for the agency's own initiative. */
const ownInitiative = { initiator: "inisiatif-sendiri", letterFile: undefined, letterNumber: undefined };

export const draftText = [
  "PASAL 1 MAKSUD DAN TUJUAN",
  "PARA PIHAK menyediakan pojok baca di ruang tunggu puskesmas.",
  "PASAL 2 JANGKA WAKTU",
  "Perjanjian berlaku satu tahun sejak ditandatangani.",
].join("\n");

export const legalNote = { article: "2", paragraph: "1", proposal: "Sebutkan tanggal berakhir.", reason: "Kepastian" };

/** The answers of the straight way, by step. */
const agreementReplies: Record<string, Reply> = {
  "take-initiative": {
    outcome: "usulkan-kerja-sama",
    by: people.sectionHead.id,
    values: {
      opportunity: "Menjangkau anak yang belum mengenal perpustakaan.",
      contactName: "Ibu Laras Widodo",
      contactEmail: partnerEmail,
      contactPhone: "081298765432",
    },
  },
  "submit-proposal": {
    outcome: "ajukan-usulan",
    by: people.sectionHead.id,
    values: {
      proposalText: "Mengusulkan kerja sama pojok baca.",
      meetingDate: "2026-11-24",
      meetingStart: "09:00",
      meetingPlace: "Ruang rapat",
    },
  },
  "internal-meeting": { outcome: "lanjutkan", by: people.divisionHead.id, values: minutes() },
  "request-permission": {
    outcome: "mohon-izin",
    by: people.divisionHead.id,
    values: {
      permissionNumber: "041/11/2026",
      basis: "Rencana kerja 2027",
      background: "Minat baca anak",
      scope: "Sepuluh puskesmas",
      cost: "bersama",
      costDetail: "Rak oleh mitra, buku oleh dinas",
    },
  },
  approve: { outcome: "ya", by: people.agencyHead.id, values: { limits: "Tanpa beban anggaran baru" } },
  "direct-drafting": {
    outcome: "perintahkan",
    by: people.divisionHead.id,
    values: { outline: "Objek, hak, kewajiban" },
  },
  draft: {
    outcome: "kirim-ke-mitra",
    by: people.sectionHead.id,
    values: { title: "Pojok Baca di Puskesmas", agreementText: draftText },
  },
  "partner-review": { outcome: "setujui-draf", by: "requester" },
  "ask-legal": { outcome: "minta-telaah", by: people.sectionHead.id },
  "legal-opinion": { outcome: "tanpa-catatan", by: people.legalOffice.id, channel: "link-code" },
  revise: { outcome: "revisi-selesai", by: people.sectionHead.id, values: { agreementText: `${draftText} v2` } },
  finalise: { outcome: "beri-nomor", by: people.sectionHead.id, values: { agreementText: draftText } },
  "partner-number": { outcome: "sepakat-final", by: "requester", values: { partnerNumber: "09/YSB/XII/2026" } },
  "arrange-signing": {
    outcome: "usulkan-waktu",
    by: people.sectionHead.id,
    values: { signingDate: "2026-12-03", signingStart: "10:00", signingPlace: "Aula dinas" },
  },
  "confirm-signing": { outcome: "bersedia", by: "requester" },
  "record-signing": { outcome: "ditandatangani", by: people.sectionHead.id, values: signing() },
  "confirm-refusal": {
    outcome: "kirim-surat",
    by: people.sectionHead.id,
    values: { reasonForPartner: "Anggaran pendukung belum tersedia." },
  },
  "remind-partner": { outcome: "tutup-berkas", by: people.sectionHead.id, note: "Tidak dapat dihubungi." },
};

export function minutes(overrides: Values = {}): Values {
  return {
    heldOn: "2026-11-24",
    heldAt: "Ruang rapat",
    participants: [{ name: "Dra. Sri Wahyuni, M.Si.", position: "Kabid" }],
    topics: "Peluang kerja sama",
    benefits: "Jangkauan layanan bertambah",
    risks: "Buku hilang",
    conclusion: "Dilanjutkan",
    ...overrides,
  };
}

export function signing(overrides: Values = {}): Values {
  return {
    signedOn: "2026-12-03",
    signedAt: "Aula dinas",
    firstSignatory: "Drs. Bambang Sutrisno, M.M., Kepala Dinas",
    secondSignatory: "Laras Widodo, Ketua Yayasan",
    originals: 2,
    scan: letterFile,
    validFrom: "2026-12-03",
    validUntil: "2027-12-02",
    ...overrides,
  };
}

export interface AgreementOffice extends Office {
  offer(values?: Values, entryChannel?: EntryChannel): Promise<string>;
  /** Answers the open task with the usual answer of its step, some of it replaced. */
  reply(caseId: string, replaced?: Partial<Reply>): Promise<void>;
  /** Plays the usual answers until a step is open, or the case has ended. */
  play(caseId: string, step: string, replies?: Record<string, Partial<Reply>>): Promise<void>;
}

export function agreementOffice(): AgreementOffice {
  const base = office();
  const agreements: AgreementOffice = {
    ...base,
    async offer(values = {}, entryChannel = "public") {
      const { sectionHead } = people;
      const inside = entryChannel === "staff";
      const { caseId } = await acceptRequest(base, {
        procedure: currentProcedureOf("cooperation-agreement"),
        submissionId: randomUUID(),
        language: "id",
        values: offer(inside ? { ...ownInitiative, consent: undefined, ...values } : values),
        entryChannel,
        ...(inside
          ? {
              openedBy: {
                person: `staff:${sectionHead.id}`,
                name: sectionHead.name,
                role: "service-section-head",
                channel: "staff",
              },
            }
          : {}),
      });
      await base.flow.settle();
      return caseId;
    },
    async reply(caseId, replaced = {}) {
      const task = await base.task(caseId);
      const dossier = await base.dossier(caseId);
      const usual = agreementReplies[task.step];
      const { outcome, by, values = {}, note = "", channel } = { ...usual, ...replaced };
      if (!outcome || !by) throw new Error(`nobody said how to answer ${task.step}`);
      if (task.availableFrom && task.availableFrom > base.clock.at() && usual?.outcome === outcome) {
        base.clock.set(Date.parse(task.availableFrom) + 9 * 3_600_000);
      }
      const responder = await responderFor(base, dossier, task.step, by, outcome, channel);
      await decide(base, dossier, task, { outcome, values, note }, responder);
      await base.flow.settle();
    },
    async play(caseId, step, replies = {}) {
      for (let [task] = openTasks(await base.dossier(caseId)); task; [task] = openTasks(await base.dossier(caseId))) {
        if (task.step === step) return;
        await agreements.reply(caseId, replies[task.step] ?? {});
      }
    },
  };
  return agreements;
}

async function responderFor(
  { agencies }: Office,
  dossier: Awaited<ReturnType<Office["dossier"]>>,
  stepId: string,
  by: string,
  outcomeId: string,
  channel: Responder["channel"] = by === "requester" ? "link-phone" : "staff",
): Promise<Responder> {
  if (by === "requester") return { person: "requester", name: "", role: "partner-party", channel };
  const [task] = openTasks(dossier);
  const member = (await agencies.staff()).find(({ id }) => id === by);
  if (!task || !member) throw new Error(`${by} cannot answer ${stepId}`);
  const step = stepOfTask(dossier, task);
  const outcome = outcomesOf(procedureOfCase(dossier.case), step).find(({ id }) => id === outcomeId);
  const role = roleFor(member, step, task, outcome);
  if (!role) throw new Error(`${by} may not answer ${stepId}`);
  return { person: `staff:${member.id}`, name: member.name, role, channel };
}
